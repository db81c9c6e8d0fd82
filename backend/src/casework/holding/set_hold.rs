//! A member of staff sets a hold: from now on nothing of these names is erased where it covers.
//!
//! What was waiting to be erased is asked again at once, so that its page says that it is held. An erasure that a worker
//! has begun is stopped before its next call, and people are told what was gone by then.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::write_step::{self, Step};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::authority,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Place},
    },
    desk::Desk,
    hold::{
        self,
        entity::{Model, THE_DESK},
        ground::{Ground, Keeps},
        name::Named,
        step::What,
    },
    identifier,
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, StaffId, TicketId},
    },
    message::LONGEST_MESSAGE,
    task::{
        self,
        result::TaskResult,
        state::{Operation, State},
    },
    ticket,
};

/// No hold goes unlooked at for longer.
pub const LONGEST_DAYS: i64 = 366;

/// More names than anybody has.
const MOST_NAMES: usize = 200;

/// What is to be held.
#[derive(Clone, Debug)]
pub struct Holding {
    /// Whose: names of one person.
    pub names: Vec<Identifier>,
    /// The ticket it is set from: the names that we rely on there count too.
    pub ticket: Option<TicketId>,
    /// On which ground.
    pub ground: Ground,
    /// In which systems, and collections (`dataset.collection`, or empty for all of it); none at all: everywhere.
    pub places: Vec<(String, String)>,
    /// Why, for staff.
    pub reason: String,
    /// The day on which somebody looks whether it is still needed.
    pub review_on: NaiveDate,
    /// Why the person is not told of it: telling would defeat what it is for. None: they are told.
    pub untold: Option<String>,
}

/// Sets the hold.
pub async fn set(desk: &Desk, by: StaffId, holding: Holding) -> Result<HoldId, CaseError> {
    check_words(&holding.reason)?;
    check_review(desk, holding.review_on)?;
    if let Some(why) = &holding.untold {
        check_words(why)?;
    }
    match holding.ground.keeps() {
        Keeps::Hold => {}
        Keeps::Lock => return Err(Refusal::GroundDoesNotFit.into()),
    }
    if holding.places.iter().any(|(system, _)| desk.systems.get(system).is_none()) {
        return Err(Refusal::NoSuchSystem.into());
    }
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    lock_tickets(&tx, desk, &holding.names, holding.ticket).await?;
    let id = put_down(&tx, desk, Actor::Staff(by), holding).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(id)
}

/// Takes hold of the tickets that a hold on these names reaches, and of those of the ticket that it is set from. Only in a
/// transaction that lets nobody else set or lift a hold.
pub(in crate::casework) async fn lock_tickets(
    tx: &DatabaseTransaction,
    desk: &Desk,
    names: &[Identifier],
    from: Option<TicketId>,
) -> Result<(), CaseError> {
    let mut tickets = identifier::store::tickets_with(tx, hold::name::blinds_of_all(&desk.index, names)).await?;
    if let Some(from) = from {
        tickets.extend(sealing::with_others(tx, from).await?);
    }
    ticket::store::lock(tx, &tickets).await?;
    Ok(())
}

/// Sets a hold or a lock in a transaction that lets nobody else do so.
pub(in crate::casework) async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    holding: Holding,
) -> Result<HoldId, CaseError> {
    write(tx, desk, by, holding, false).await
}

/// The same, also while nobody has accepted a name of the person for whom somebody else writes: it keeps nothing yet, and takes in
/// each name as soon as it is accepted.
pub(in crate::casework) async fn put_down_ahead(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    holding: Holding,
) -> Result<HoldId, CaseError> {
    let waits = match holding.ticket {
        Some(id) => {
            let ticket = ticket::store::by_id(tx, id).await?.ok_or(CaseError::NotFound)?;
            authority::names_nobody(tx, &ticket).await?
        }
        None => false,
    };
    write(tx, desk, by, holding, waits).await
}

async fn write(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    holding: Holding,
    waits_for_names: bool,
) -> Result<HoldId, CaseError> {
    let Holding { names, ticket, ground, places, reason, review_on, untold } = holding;
    let places: Vec<_> = places.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let now = desk.now();
    let mut names: Vec<_> = names.into_iter().map(Named::typed).collect();
    if let Some(ticket) = ticket {
        names.extend(sealing::open(tx, desk, ticket).await?.names(tx).await?.into_iter().map(Named::learned));
    }
    // What is typed and relied on as well counts as typed.
    let mut seen = BTreeSet::new();
    names.retain(|it| seen.insert((it.name.kind().as_str().to_owned(), it.name.value().to_owned())));
    if (names.is_empty() && !waits_for_names) || names.len() > MOST_NAMES {
        return Err(Refusal::NoHoldNames.into());
    }
    let id = HoldId(desk.ids.fresh());
    let (key, wrapped) = hold::seal::fresh(&desk.masters, &*desk.chance, id);
    let blinds = hold::name::blinds_of_all(&desk.index, names.iter().map(|it| &it.name));
    let row = Model {
        id,
        ground,
        is_everywhere: places.is_empty(),
        key_wrapped: Some(wrapped),
        names_sealed: hold::seal::names(&key, &*desk.chance, id, &names),
        ticket_id: ticket,
        set_by: by.staff().unwrap_or(THE_DESK),
        set_at: now,
        review_on,
        untold_sealed: untold.map(|why| hold::seal::untold(&key, &*desk.chance, id, why.trim())),
        lifted_by: None,
        lifted_at: None,
    };
    hold::store::insert(tx, row.clone(), blinds.clone(), &places).await?;
    let first = Step { what: What::Set, review_on: Some(review_on), words: &reason };
    write_step::write(tx, desk, &row, by, first).await?;
    let systems: BTreeSet<&str> = places.iter().map(|(system, _)| system.as_str()).collect();
    let mut details = json!({ "hold": id, "ground": ground.code(), "systems": systems, "review_on": review_on });
    if row.is_untold() {
        details["untold"] = json!(true);
    }
    let mut tickets = identifier::store::tickets_with(tx, blinds).await?;
    if names.is_empty() {
        // By no name of theirs would it be found.
        tickets.extend(ticket);
    }
    let event = match ground.keeps() {
        Keeps::Hold => "hold_set",
        Keeps::Lock => "lock_set",
    };
    let mut lines = vec![Entry::aside(now, by, event).with(details.clone())];
    lines.extend(tickets.iter().map(|ticket| Entry::on(*ticket, now, by, event).with(details.clone())));
    for ticket in &tickets {
        ask_again(tx, desk, *ticket, &systems).await?;
    }
    audit::store::append(tx, lines).await?;
    Ok(id)
}

/// Has the systems asked again whose erasure waits for people and was not done.
async fn ask_again(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    systems: &BTreeSet<&str>,
) -> Result<(), CaseError> {
    let tasks = task::store::of(tx, ticket).await?;
    let waits = |task: &&task::entity::Model| task.operation == Operation::Erase && task.state == State::ByHand;
    let covered = |task: &&task::entity::Model| systems.is_empty() || systems.contains(task.system.as_str());
    let waiting: Vec<_> = tasks.iter().filter(waits).filter(covered).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let opened = sealing::open(tx, desk, ticket).await?;
    for task in waiting {
        let result = opened.result_of(task)?;
        if result.is_erased() {
            continue;
        }
        let result = TaskResult { erasure: None, ..result };
        let text = serde_json::to_string(&result).map_err(CaseError::fault)?;
        let sealed = opened.seal(desk, Place::TaskResult(task.id), &text);
        if !task::store::go_on_with(tx, task.id, sealed, desk.now()).await? {
            return Err(CaseError::Changed);
        }
    }
    Ok(())
}

/// Somebody has to be able to tell why, later.
pub(in crate::casework) fn check_words(words: &str) -> Result<(), Refusal> {
    if words.trim().is_empty() {
        return Err(Refusal::NoHoldReason);
    }
    if words.chars().count() > LONGEST_MESSAGE { Err(Refusal::TooLong) } else { Ok(()) }
}

/// A hold that nobody looks at again is for ever.
pub(super) fn check_review(desk: &Desk, review_on: NaiveDate) -> Result<(), Refusal> {
    let today = desk.today();
    let is_near = today < review_on && review_on <= today + TimeDelta::days(LONGEST_DAYS);
    if is_near { Ok(()) } else { Err(Refusal::HoldReviewDay) }
}
