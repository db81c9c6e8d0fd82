//! All parts of a sweep are done: what becomes of its accounts, in a few statements for all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use rightsdesk_exporters::contract::erasure::Obstacle;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    leave_out,
    people::{self, Person},
    ticket, withheld,
};
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    deactivation::{
        claim,
        entity::Model as Line,
        part::{self, Asides, Fates},
        settle::{self, Aside},
        store::Names,
        sweep,
    },
    desk::Desk,
    kernel::{actor::Actor, ids::SweepId},
};

/// When accounts are due again of which a sweep has heard nothing.
pub(super) const AGAIN_AFTER: TimeDelta = TimeDelta::hours(1);

/// What the systems have said, by place.
#[derive(Default)]
struct Said {
    /// Who is proven everywhere.
    proven: BTreeSet<i32>,
    /// Who needs a person, in which systems and why.
    aside: BTreeMap<i32, Vec<(String, Obstacle)>>,
}

fn said(parts: Vec<part::Model>) -> Result<Said, CaseError> {
    let mut said = Said::default();
    for (number, part) in parts.into_iter().enumerate() {
        let fates: Fates = serde_json::from_str(&part.fates).map_err(CaseError::fault)?;
        let here: BTreeSet<i32> = fates.into_iter().map(|(place, ..)| place).collect();
        said.proven = if number == 0 { here } else { said.proven.intersection(&here).copied().collect() };
        let aside: Asides = serde_json::from_str(&part.aside).map_err(CaseError::fault)?;
        for (place, obstacles) in aside {
            let obstacles = obstacles.into_iter().map(|obstacle| (part.system.clone(), obstacle));
            said.aside.entry(place).or_default().extend(obstacles);
        }
    }
    Ok(said)
}

/// Settles all accounts of the sweep and destroys the names of its people.
pub(super) async fn conclude(tx: &DatabaseTransaction, desk: &Desk, id: SweepId) -> Result<(), CaseError> {
    let now = desk.now();
    let today = desk.day_of(now);
    let Said { proven, aside } = said(part::of(tx, id).await?)?;
    let names = Names::new(&desk.masters);
    let proven: Vec<i32> = proven.into_iter().filter(|place| !aside.contains_key(place)).collect();
    let left = left(tx, desk, id, &proven).await?;
    let mut with_people = 0;
    if !left.is_empty() {
        let people: Vec<_> = left.iter().map(|(_, person)| person.clone()).collect();
        let withheld = withheld::of(desk, tx, &people).await?;
        for (line, person) in left {
            // What keeps somebody from being erased comes before what a system was in the way with: it is over by itself.
            if let Some(why) = withheld.get(&line.place) {
                leave_out::leave_out(tx, desk, &line, &person, *why).await?;
                with_people += 1;
                continue;
            }
            let (Some(obstacles), Some(account)) = (aside.get(&line.place), names.open(&line)?) else { continue };
            let text =
                format!("{} It could not be erased with others:\n{}", ticket::dates(&line), list(desk, obstacles));
            let ticket = ticket::of(tx, desk, &line, &account, &text).await?;
            settle::set_aside(tx, line.id, Aside::NeedsPerson, ticket).await?;
            with_people += 1;
        }
    }
    let cancelled = settle::cancel(tx, id, now, today).await?;
    let proven = settle::prove(tx, id, &proven, now, today).await?;
    let unheard_of = settle::give_back(tx, id, now + AGAIN_AFTER).await?;
    sweep::end(tx, id, now).await?;
    let details = json!({
        "sweep": id, "proven": proven, "with_people": with_people, "cancelled": cancelled, "unheard_of": unheard_of,
    });
    audit::store::append(tx, [Entry::aside(now, Actor::Worker, "sweep_ended").with(details)]).await?;
    Ok(())
}

/// Of whom no proof came, and whose account is closed as before.
async fn left(
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: SweepId,
    proven: &[i32],
) -> Result<Vec<(Line, Person)>, CaseError> {
    let mut lines = claim::of(tx, id).await?;
    lines.retain(|line| line.reopened_at.is_none() && proven.binary_search(&line.place).is_err());
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let sweep = sweep::by_id(tx, id).await?.ok_or(CaseError::NotFound)?;
    let mut people: BTreeMap<_, _> =
        people::open(desk, &sweep)?.into_iter().map(|person| (person.line, person)).collect();
    Ok(lines.into_iter().filter_map(|line| people.remove(&line.id).map(|person| (line, person))).collect())
}

fn list(desk: &Desk, obstacles: &[(String, Obstacle)]) -> String {
    let line = |(system, it): &(String, Obstacle)| {
        format!("- {}, {}: {}. {}", desk.systems.name(system, "en"), it.at, it.what, it.advice)
    };
    obstacles.iter().map(line).collect::<Vec<_>>().join("\n")
}
