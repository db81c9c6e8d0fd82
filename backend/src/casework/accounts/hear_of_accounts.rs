//! A homeserver tells of its accounts as they are closed and opened again.
//!
//! What it tells may come late, twice, and after things that happened later. Each is noted with the time at which it
//! happened, so that it does not matter.

use chrono::{DateTime, Utc};
use rightsdesk_exporters::accounts::account::Account;

use super::{
    note_deactivations,
    note_reactivations::{self, Reopening},
};
use crate::{
    casework::error::CaseError,
    deactivation::{sighting::Sighting, state::Source},
    desk::Desk,
};

/// What happened to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was closed.
    Closed,
    /// It was opened again.
    Reopened,
}

/// What a homeserver tells of one of its accounts.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which.
    pub account: Account,
    /// What happened.
    pub event: Event,
    /// When.
    pub at: DateTime<Utc>,
}

/// What came of it, in accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Closed, and new to us.
    pub new: u64,
    /// Closed, and known before or out of date.
    pub known: u64,
    /// Opened again, and nothing will be erased that was not.
    pub reopened: u64,
}

/// Notes what was told, in the order in which it happened.
pub async fn hear(desk: &Desk, source: Source, mut told: Vec<Told>) -> Result<Heard, CaseError> {
    told.sort_by_key(|told| told.at);
    let mut heard = Heard::default();
    for run in told.chunk_by(|one, next| one.event == next.event) {
        match run[0].event {
            Event::Closed => {
                let sightings = run
                    .iter()
                    .map(|told| Sighting { account: told.account.as_str().to_owned(), closed_at: Some(told.at) });
                let noted = note_deactivations::note(desk, source, sightings.collect()).await?;
                heard.new += noted.new;
                heard.known += noted.known + u64::try_from(noted.refused.len()).unwrap_or_default();
            }
            Event::Reopened => {
                let reopenings =
                    run.iter().map(|told| Reopening { account: told.account.as_str().to_owned(), at: Some(told.at) });
                let reopened = note_reactivations::note_at(desk, source, reopenings.collect()).await?;
                heard.reopened += reopened.cancelled + reopened.running;
            }
        }
    }
    Ok(heard)
}
