//! Accounts were seen closed on the homeserver: their thirty days are written down.
//!
//! Feeds tell the same accounts again and again, thousands at once; each stands here once. What cannot be true is refused
//! by its position and never keeps the others out.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rightsdesk_exporters::contract::subject::IdentifierKind;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::tell_closing::{self, Closed};
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    deactivation::{
        entity::Model,
        sighting::{NotNoted, Sighting, plausible},
        state::{START, Source},
        store::{self, Correction, Names},
    },
    desk::Desk,
    identifier::{self, check},
    kernel::{actor::Actor, database, ids::DeactivationId},
    law::deadline::fixed,
};

/// So many accounts are looked up and added in one statement each: databases bind only so many values at once.
const MOST_AT_ONCE: usize = 1000;

/// What came of noting accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// Accounts that were not known to be closed.
    pub new: u64,
    /// Accounts that were, and those that were told more than once.
    pub known: u64,
    /// Known accounts of which an earlier time is known now: their thirty days end earlier.
    pub better: u64,
    /// What was refused.
    pub refused: Vec<Refused>,
}

/// A sighting that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its position among those that were told, from 0.
    pub position: usize,
    /// Why.
    pub why: NotNoted,
}

/// A sighting that can be true.
struct Seen {
    position: usize,
    account: String,
    blinds: Vec<Vec<u8>>,
    closed_at: Option<DateTime<Utc>>,
}

/// Writes down that these accounts are closed.
pub async fn note(desk: &Desk, source: Source, sightings: Vec<Sighting>) -> Result<Noted, CaseError> {
    let now = desk.now();
    let mut noted = Noted::default();
    let seen = distinct(desk, sightings, now, &mut noted);
    for some in seen.chunks(MOST_AT_ONCE) {
        let tx = database::write(&desk.db).await?;
        let before = (noted.new, noted.better);
        take(&tx, desk, source, some, &mut noted).await?;
        let (new, better) = (noted.new - before.0, noted.better - before.1);
        // What is told every minute and brings nothing new is no line worth keeping.
        if new + better > 0 {
            let details = json!({ "source": source.code(), "new": new, "better": better });
            let entry = Entry::aside(now, Actor::Desk, "deactivations_noted").with(details);
            audit::store::append(&tx, [entry]).await?;
        }
        tx.commit().await?;
    }
    noted.refused.sort_by_key(|refused| refused.position);
    if noted.new > 0 {
        desk.wake.notify_waiters();
    }
    Ok(noted)
}

/// Each account once, with the earliest time that was told of it.
fn distinct(desk: &Desk, sightings: Vec<Sighting>, now: DateTime<Utc>, noted: &mut Noted) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(sightings.len());
    let mut at: HashMap<Vec<u8>, usize> = HashMap::with_capacity(sightings.len());
    for (position, sighting) in sightings.into_iter().enumerate() {
        let account = sighting.account.trim();
        if !check::is_matrix_id(account) {
            noted.refused.push(Refused { position, why: NotNoted::Account });
            continue;
        }
        if !desk.homeservers.may_be_told_of(account) {
            noted.refused.push(Refused { position, why: NotNoted::Foreign });
            continue;
        }
        let closed_at = match sighting.closed_at.map(|told| plausible(told, now)).transpose() {
            Ok(closed_at) => closed_at,
            Err(why) => {
                noted.refused.push(Refused { position, why });
                continue;
            }
        };
        let blinds = identifier::store::blinds(&desk.index, IdentifierKind::MATRIX_ID, account);
        let Some(current) = blinds.first().cloned() else { continue };
        match at.get(&current).and_then(|index| seen.get_mut(*index)) {
            Some(earlier) => {
                noted.known += 1;
                earlier.closed_at = earlier.closed_at.into_iter().chain(closed_at).min();
            }
            None => {
                at.insert(current, seen.len());
                seen.push(Seen { position, account: account.to_owned(), blinds, closed_at });
            }
        }
    }
    seen
}

/// Takes some of them, in as many statements for a thousand as for one; beside those for who has a request open.
async fn take(
    tx: &DatabaseTransaction,
    desk: &Desk,
    source: Source,
    seen: &[Seen],
    noted: &mut Noted,
) -> Result<(), CaseError> {
    let now = desk.now();
    // Two feeds may tell of the same account at the same time.
    database::serialise(tx, "deactivation").await?;
    let asked = seen.iter().flat_map(|seen| seen.blinds.iter().cloned()).collect();
    let mut lines: HashMap<Vec<u8>, Vec<Model>> = HashMap::new();
    for line in store::with_blinds(tx, asked).await? {
        lines.entry(line.blind.clone()).or_default().push(line);
    }
    let names = Names::new(&desk.masters);
    let (mut rows, mut corrections, mut closed) = (Vec::new(), Vec::new(), Vec::new());
    for Seen { position, account, blinds, closed_at } in seen {
        let own = || blinds.iter().filter_map(|blind| lines.get(blind)).flatten();
        if let Some(standing) = own().find(|line| line.reopened_at.is_none()) {
            match closed_at.filter(|told| *told < standing.closed_at) {
                None => noted.known += 1,
                Some(told) => {
                    noted.better += 1;
                    corrections.push(correction(desk, standing.id, told));
                }
            }
            continue;
        }
        let reopened_at = own().filter_map(|line| line.reopened_at).max();
        if closed_at.zip(reopened_at).is_some_and(|(told, reopened)| told <= reopened) {
            noted.refused.push(Refused { position: *position, why: NotNoted::ReopenedSince });
            continue;
        }
        noted.new += 1;
        let Some(blind) = blinds.first().cloned() else { continue };
        let id = DeactivationId(desk.ids.fresh());
        let Correction { closed_at: told, closed_on, due_on, due_at, .. } =
            correction(desk, id, closed_at.unwrap_or(now));
        closed.push(Closed { blinds: blinds.clone(), on: closed_on, by: due_on });
        rows.push(Model {
            id,
            blind,
            account_sealed: Some(names.seal(&*desk.chance, id, account)),
            source,
            closed_at: told,
            knows_when: closed_at.is_some(),
            noted_at: now,
            closed_on,
            due_on,
            state: START,
            why: None,
            due_at,
            sweep_id: None,
            place: 0,
            ticket_id: None,
            hold_id: None,
            ended_at: None,
            ended_on: None,
            reopened_at: None,
        });
    }
    store::insert(tx, rows).await?;
    store::correct(tx, &corrections).await?;
    tell_closing::tell(tx, desk, &closed).await
}

/// What follows from the moment of closing.
fn correction(desk: &Desk, id: DeactivationId, closed_at: DateTime<Utc>) -> Correction {
    let closed_on = desk.day_of(closed_at);
    Correction {
        id,
        closed_at,
        closed_on,
        due_on: due_on(closed_on),
        due_at: closed_at + desk.config.deactivation.grace(),
    }
}

/// The last of the thirty days: calendar days, and never moved to a working day.
pub fn due_on(closed_on: NaiveDate) -> NaiveDate {
    fixed::deactivation(closed_on).due
}
