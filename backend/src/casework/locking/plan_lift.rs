//! A lock is to end: the person is told before, with the day and the reason (Art. 18(3)), and on that day it ends by itself.
//!
//! Between the letter and the end lie so many days at least as the configuration says. A letter that did not leave ends
//! nothing.

use chrono::{NaiveDate, TimeDelta};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        holding::{
            lift_hold, set_hold,
            write_step::{self, Step},
        },
        refusal::Refusal,
        sealing,
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    hold::{
        self,
        entity::{Model, THE_DESK},
        ground::Keeps,
        lock,
        state::State,
        step::{self, What},
    },
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, LetterId, StaffId, TicketId},
    },
    letter::{self, kind::Kind},
};

/// When and why a lock ends.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The day.
    pub ends_on: NaiveDate,
    /// Why, and what happens then: the person reads it.
    pub why: &'a str,
    /// How the person was told, where no letter of ours reaches them; for staff.
    pub told: &'a str,
}

/// Plans the end of a lock, and tells the person.
pub async fn plan(desk: &Desk, by: StaffId, id: HoldId, plan: Plan<'_>) -> Result<(), CaseError> {
    set_hold::check_words(plan.why)?;
    if plan.ends_on < desk.today() + gap(desk) {
        return Err(Refusal::LiftTooSoon.into());
    }
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    lift_hold::lock_tickets(&tx, id).await?;
    let row = standing(&tx, id, What::LiftPlanned).await?;
    let letter = tell(&tx, desk, &row, plan).await?;
    if letter.is_none() && plan.told.trim().is_empty() {
        return Err(Refusal::NotToldOfLift.into());
    }
    put_down(&tx, desk, &row, Actor::Staff(by), (plan, letter)).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The desk plans it by itself: what the lock was set for is over. False if no letter reaches the person: then nothing is planned.
/// In a transaction that lets nobody else set or lift a hold.
pub(super) async fn by_the_desk(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    plan: Plan<'_>,
) -> Result<bool, CaseError> {
    let letter = tell(tx, desk, row, plan).await?;
    if letter.is_none() {
        return Ok(false);
    }
    put_down(tx, desk, row, Actor::Desk, (plan, letter)).await?;
    Ok(true)
}

async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    by: Actor,
    (plan, letter): (Plan<'_>, Option<LetterId>),
) -> Result<(), CaseError> {
    let told_at = letter.is_none().then(|| desk.now());
    lock::plan(tx, row.id, Some(plan.ends_on), letter, told_at).await?;
    let words = [plan.why.trim(), plan.told.trim()].join("\n\n");
    let step = Step { what: What::LiftPlanned, review_on: None, words: &words };
    write_step::write(tx, desk, row, by, step).await?;
    let details = json!({ "hold": row.id, "ends_on": plan.ends_on, "by_letter": letter.is_some() });
    log(tx, desk, row, by, ("lock_lift_planned", details)).await
}

/// The ticket goes on after all: so do its locks whose end the desk has planned by itself. In a transaction that lets nobody else set
/// or lift a hold.
pub(in crate::casework) async fn go_on(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
) -> Result<(), CaseError> {
    for row in hold::store::set_from(tx, ticket).await? {
        let planned = step::of(tx, row.id).await?.into_iter().rev().find(|step| step.what == What::LiftPlanned);
        let is_ours = planned.is_some_and(|step| step.staff_id == THE_DESK);
        if is_ours && hold::state::of(tx, &row).await? == State::Ending {
            lock::plan(tx, row.id, None, None, None).await?;
            let step = Step { what: What::CalledOff, review_on: None, words: "The request goes on." };
            write_step::write(tx, desk, &row, Actor::Desk, step).await?;
            log(tx, desk, &row, Actor::Desk, ("lock_goes_on", json!({ "hold": row.id }))).await?;
        }
    }
    Ok(())
}

/// The lock goes on: what was planned does not happen.
pub async fn call_off(desk: &Desk, by: StaffId, id: HoldId, why: &str) -> Result<(), CaseError> {
    set_hold::check_words(why)?;
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    lift_hold::lock_tickets(&tx, id).await?;
    let row = standing(&tx, id, What::CalledOff).await?;
    lock::plan(&tx, id, None, None, None).await?;
    let step = Step { what: What::CalledOff, review_on: None, words: why };
    write_step::write(&tx, desk, &row, Actor::Staff(by), step).await?;
    log(&tx, desk, &row, Actor::Staff(by), ("lock_goes_on", json!({ "hold": id }))).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends the locks whose day has come and of whose end the person was told in time.
pub async fn end_due(desk: &Desk) -> Result<(), CaseError> {
    for due in lock::ending(&desk.db, desk.today()).await? {
        let tx = database::write(&desk.db).await?;
        hold::store::serialise(&tx).await?;
        lift_hold::lock_tickets(&tx, due.hold_id).await?;
        // Somebody may have called it off in the meantime.
        let planned = lock::of(&tx, due.hold_id).await?.filter(|lock| *lock == due);
        let Some(planned) = planned else { continue };
        if !was_told(&tx, desk, &planned).await? {
            tracing::warn!(lock = %due.hold_id, "a lock goes on: the person was not told of its end in time");
            continue;
        }
        lift_hold::put_down(&tx, desk, Actor::Desk, due.hold_id, "The day came that the person was told of.").await?;
        tx.commit().await?;
        desk.wake.notify_waiters();
    }
    Ok(())
}

/// The least time between telling and ending.
pub fn gap(desk: &Desk) -> TimeDelta {
    TimeDelta::days(desk.config.restriction.notice_days.clamp(1, 60))
}

async fn was_told(tx: &DatabaseTransaction, desk: &Desk, lock: &lock::Model) -> Result<bool, CaseError> {
    let told_at = match lock.letter_id {
        Some(letter) => letter::store::by_id(tx, letter).await?.and_then(|letter| letter.sent_at),
        None => lock.told_at,
    };
    Ok(told_at.is_some_and(|at| desk.day_of(at) + gap(desk) <= desk.today()))
}

async fn standing(tx: &DatabaseTransaction, id: HoldId, what: What) -> Result<Model, CaseError> {
    let row = hold::store::by_id(tx, id).await?.filter(|row| row.ground.keeps() == Keeps::Lock);
    let row = row.ok_or(CaseError::NotFound)?;
    if hold::state::may(tx, &row, what).await? { Ok(row) } else { Err(Refusal::HoldLifted.into()) }
}

/// Writes to the person of the ticket that it was set from; none if no letter reaches them.
async fn tell(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    plan: Plan<'_>,
) -> Result<Option<LetterId>, CaseError> {
    let Some(ticket) = row.ticket_id else { return Ok(None) };
    let opened = match sealing::open(tx, desk, ticket).await {
        Err(CaseError::Gone | CaseError::NotFound) => return Ok(None),
        opened => opened?,
    };
    if !opened.ticket.has_mailbox() {
        return Ok(None);
    }
    let writing = Writing::RestrictionLift { since: row.set_at, ends_on: plan.ends_on, why: plan.why.trim() };
    letters::queue(tx, desk, &opened, writing).await?;
    let letters = letter::store::of(tx, ticket).await?;
    let newest =
        letters.iter().filter(|letter| letter.kind == Kind::RestrictionLift).max_by_key(|it| (it.created_at, it.id));
    Ok(newest.map(|letter| letter.id))
}

async fn log(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    by: Actor,
    (event, details): (&'static str, serde_json::Value),
) -> Result<(), CaseError> {
    let now = desk.now();
    let line = match row.ticket_id {
        Some(ticket) => Entry::on(ticket, now, by, event),
        None => Entry::aside(now, by, event),
    };
    audit::store::append(tx, [line.with(details)]).await?;
    Ok(())
}
