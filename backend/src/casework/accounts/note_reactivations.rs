//! Accounts were opened again: what has not run is cancelled, and what has is said.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::subject::IdentifierKind;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    deactivation::{
        state::{Source, State},
        store,
    },
    desk::Desk,
    identifier::{self, check},
    kernel::{actor::Actor, database, ids::DeactivationId},
};

/// So many accounts are looked up in one statement.
const MOST_AT_ONCE: usize = 1000;

/// An account that was opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// The Matrix ID.
    pub account: String,
    /// When, if the source knows; otherwise it is open now.
    pub at: Option<DateTime<Utc>>,
}

/// What came of it, in accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reopened {
    /// Nothing had been erased, and nothing will be.
    pub cancelled: u64,
    /// A sweep has them: what it has not begun leaves them out.
    pub running: u64,
    /// Everything had been erased already.
    pub erased: u64,
    /// Nobody had told us that they were closed.
    pub unknown: u64,
    /// Closed once more since then.
    pub outdated: u64,
    /// Positions of those that are no Matrix IDs, from 0.
    pub refused: Vec<usize>,
}

/// Writes down that these accounts are open now.
pub async fn note(desk: &Desk, source: Source, accounts: Vec<String>) -> Result<Reopened, CaseError> {
    let reopenings = accounts.into_iter().map(|account| Reopening { account, at: None });
    note_at(desk, source, reopenings.collect()).await
}

/// Writes down that these accounts were opened again, the later times last. One that is known to have been closed since
/// then stays closed: what is told may come late, and twice.
pub async fn note_at(desk: &Desk, source: Source, reopenings: Vec<Reopening>) -> Result<Reopened, CaseError> {
    let mut reopened = Reopened::default();
    let mut asked = Vec::with_capacity(reopenings.len());
    let mut before = BTreeSet::new();
    // Of one that is told several times the last counts.
    for (position, Reopening { account, at }) in reopenings.iter().enumerate().rev() {
        let account = account.trim();
        if !check::is_matrix_id(account) {
            reopened.refused.push(position);
        } else if before.insert(account) {
            let blinds = identifier::store::blinds(&desk.index, IdentifierKind::MATRIX_ID, account);
            asked.push(Asked { blinds, at: *at });
        }
    }
    reopened.refused.sort_unstable();
    for some in asked.chunks(MOST_AT_ONCE) {
        take(desk, source, some, &mut reopened).await?;
    }
    Ok(reopened)
}

/// One account of which it was told.
struct Asked {
    blinds: Vec<Vec<u8>>,
    at: Option<DateTime<Utc>>,
}

async fn take(desk: &Desk, source: Source, accounts: &[Asked], reopened: &mut Reopened) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Whoever claims accounts for a sweep waits here, or has them.
    database::serialise(&tx, "deactivation").await?;
    let lines = store::with_blinds(&tx, accounts.iter().flat_map(|it| it.blinds.clone()).collect()).await?;
    let standing: HashMap<Vec<u8>, (DeactivationId, State, DateTime<Utc>)> = lines
        .into_iter()
        .filter(|line| line.reopened_at.is_none())
        .map(|line| (line.blind, (line.id, line.state, line.closed_at)))
        .collect();
    let (mut ids, mut times, mut cancelled, mut running, mut erased) = (Vec::new(), Vec::new(), 0, 0, 0);
    for Asked { blinds, at } in accounts {
        let Some((id, state, closed_at)) = blinds.iter().find_map(|blind| standing.get(blind)) else {
            reopened.unknown += 1;
            continue;
        };
        if at.is_some_and(|at| at < *closed_at) {
            reopened.outdated += 1;
            continue;
        }
        ids.push(*id);
        times.extend(at.map(|at| (*id, at.min(now))));
        match state {
            State::Waiting | State::Aside | State::Cancelled => cancelled += 1,
            State::Running => running += 1,
            State::Proven | State::Kept => erased += 1,
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    store::reopen(&tx, &ids, now, desk.day_of(now)).await?;
    store::reopened_at(&tx, &times).await?;
    let details = json!({ "source": source.code(), "cancelled": cancelled, "running": running, "erased": erased });
    audit::store::append(&tx, [Entry::aside(now, Actor::Desk, "reactivations_noted").with(details)]).await?;
    tx.commit().await?;
    reopened.cancelled += cancelled;
    reopened.running += running;
    reopened.erased += erased;
    Ok(())
}
