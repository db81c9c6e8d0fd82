//! Homeservers of which nothing has been heard for too long: whose accounts are closed there nobody is told.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;

use crate::{desk::Desk, register::state};

/// A list that was not read for this long is behind, or for three turns where a turn is longer.
const SILENCE: TimeDelta = TimeDelta::days(1);

/// A homeserver whose list could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unheard {
    /// Its name.
    pub server_name: String,
    /// When its list was last read, or first could not be.
    pub since: DateTime<Utc>,
    /// What it last said; empty if nobody asked.
    pub problem: String,
}

/// Those that staff should know of.
pub async fn unheard(desk: &Desk) -> Result<Vec<Unheard>, DbErr> {
    let states = state::all(&desk.db).await?;
    let mut found = Vec::new();
    for homeserver in desk.homeservers.iter() {
        let Some(asked) = &homeserver.asked else { continue };
        // One that was never tried has just been written into the configuration.
        let Some(state) = states.iter().find(|state| state.system == homeserver.key()) else { continue };
        let since = match (state.last_success_at, state.last_failure_at) {
            (Some(read_at), _) if read_at + SILENCE.max(asked.every * 3) < desk.now() => read_at,
            (None, Some(failed_at)) => failed_at,
            (Some(_) | None, _) => continue,
        };
        let server_name = homeserver.server_name.clone();
        // What was said before the list was last read is over.
        let is_recent = state.last_failure_at >= state.last_success_at;
        let problem = state.last_problem.clone().filter(|_| is_recent).unwrap_or_default();
        found.push(Unheard { server_name, since, problem });
    }
    Ok(found)
}
