//! Accounts were opened again: what has not run is cancelled, and what has is said.

use std::collections::{BTreeSet, HashMap};

use rightsdesk_exporters::contract::subject::IdentifierKind;
use serde_json::json;

use super::error::CaseError;
use crate::{
    audit::{self, entry::Entry},
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
    /// Positions of those that are no Matrix IDs, from 0.
    pub refused: Vec<usize>,
}

/// Writes down that these accounts are open again.
pub async fn note(desk: &Desk, source: Source, accounts: Vec<String>) -> Result<Reopened, CaseError> {
    let mut reopened = Reopened::default();
    let mut asked = Vec::with_capacity(accounts.len());
    let mut before = BTreeSet::new();
    for (position, account) in accounts.iter().enumerate() {
        let account = account.trim();
        if !check::is_matrix_id(account) {
            reopened.refused.push(position);
        } else if before.insert(account) {
            asked.push(identifier::store::blinds(&desk.index, IdentifierKind::MATRIX_ID, account));
        }
    }
    for some in asked.chunks(MOST_AT_ONCE) {
        take(desk, source, some, &mut reopened).await?;
    }
    Ok(reopened)
}

async fn take(
    desk: &Desk,
    source: Source,
    accounts: &[Vec<Vec<u8>>],
    reopened: &mut Reopened,
) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Whoever claims accounts for a sweep waits here, or has them.
    database::serialise(&tx, "deactivation").await?;
    let lines = store::with_blinds(&tx, accounts.concat()).await?;
    let standing: HashMap<Vec<u8>, (DeactivationId, State)> = lines
        .into_iter()
        .filter(|line| line.reopened_at.is_none())
        .map(|line| (line.blind, (line.id, line.state)))
        .collect();
    let (mut ids, mut cancelled, mut running, mut erased) = (Vec::new(), 0, 0, 0);
    for blinds in accounts {
        let Some((id, state)) = blinds.iter().find_map(|blind| standing.get(blind)) else {
            reopened.unknown += 1;
            continue;
        };
        ids.push(*id);
        match state {
            State::Waiting | State::Aside | State::Cancelled => cancelled += 1,
            State::Running => running += 1,
            State::Proven => erased += 1,
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    store::reopen(&tx, &ids, now, desk.day_of(now)).await?;
    let details = json!({ "source": source.code(), "cancelled": cancelled, "running": running, "erased": erased });
    audit::store::append(&tx, [Entry::aside(now, Actor::Desk, "reactivations_noted").with(details)]).await?;
    tx.commit().await?;
    reopened.cancelled += cancelled;
    reopened.running += running;
    reopened.erased += erased;
    Ok(())
}
