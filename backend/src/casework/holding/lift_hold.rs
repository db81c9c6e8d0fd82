//! A person lifts a hold, with a reason. What it stopped is asked again: the erasure is still owed.
//!
//! That holds for tickets that were answered meanwhile too. They were told that it is erased when it need not be kept any
//! more, so nobody has to ask a second time.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    set_hold,
    write_step::{self, Step},
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::note_circumstance::AFTER_DEATH,
        collecting::step_back::step_back,
        erasing::broken_off,
        error::CaseError,
        locking::{tell_lock_ended, unlock},
        refusal::Refusal,
        sealing,
    },
    circumstance::{self, kind::Kind},
    desk::Desk,
    hold::{
        self,
        entity::{Model, THE_DESK},
        ground::Keeps,
        step::What,
        stop,
    },
    identifier,
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, StaffId, TaskId, TicketId},
    },
    request, staff,
    task::{self, state::State as TaskState},
    ticket::{self, state::State},
};

/// Lifts the hold. A lock ends otherwise: see [`plan_lift`](crate::casework::locking::plan_lift).
pub async fn lift(desk: &Desk, by: StaffId, id: HoldId, reason: &str) -> Result<(), CaseError> {
    set_hold::check_words(reason)?;
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    lock_tickets(&tx, id).await?;
    let row = hold::store::by_id(&tx, id).await?.ok_or(CaseError::NotFound)?;
    match row.ground.keeps() {
        Keeps::Hold => {}
        Keeps::Lock => return Err(Refusal::LockNeedsNotice.into()),
    }
    if is_of_a_death(&tx, &row).await? && !staff::store::is_officer(&tx, by).await? {
        return Err(Refusal::OfficerHasToDecide.into());
    }
    put_down(&tx, desk, Actor::Staff(by), id, reason).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Takes hold of the tickets that what becomes of a hold reaches: the one that it was set from, those of the tasks that it stopped,
/// and those of its names. Only in a transaction that lets nobody else set or lift a hold.
pub(in crate::casework) async fn lock_tickets(tx: &DatabaseTransaction, id: HoldId) -> Result<(), CaseError> {
    let mut tickets = identifier::store::tickets_with(tx, hold::store::blinds(tx, id).await?).await?;
    tickets.extend(hold::store::by_id(tx, id).await?.and_then(|row| row.ticket_id));
    for stopped in stop::by(tx, id).await? {
        tickets.extend(task::store::by_id(tx, stopped).await?.map(|task| task.ticket_id));
    }
    ticket::store::lock(tx, &tickets).await?;
    Ok(())
}

/// Whether it keeps the data of somebody who has died. A hold on the same ground that staff have set there looks the same, and
/// is the officer's too.
async fn is_of_a_death(tx: &DatabaseTransaction, row: &Model) -> Result<bool, CaseError> {
    let Some(ticket) = row.ticket_id.filter(|_| row.ground == AFTER_DEATH) else { return Ok(false) };
    let noted = circumstance::store::of(tx, ticket).await?;
    Ok(noted.iter().any(|circumstance| circumstance.kind == Kind::Deceased))
}

/// Lifts a hold or a lock in a transaction that lets nobody else do so.
pub(in crate::casework) async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    id: HoldId,
    reason: &str,
) -> Result<(), CaseError> {
    let now = desk.now();
    let staff = by.staff().unwrap_or(THE_DESK);
    let row = hold::store::by_id(tx, id).await?.ok_or(CaseError::NotFound)?;
    let event = ended(&row);
    if !hold::state::may(tx, &row, What::Lifted).await? || !hold::store::lift(tx, id, staff, now).await? {
        return Err(Refusal::HoldLifted.into());
    }
    let step = Step { what: What::Lifted, review_on: None, words: reason };
    write_step::write(tx, desk, &row, by, step).await?;
    let details = json!({ "hold": id });
    let mut lines = vec![Entry::aside(now, by, event).with(details.clone())];
    // What a hold stopped tells of it; a lock is part of its ticket whether it stopped anything or not.
    if row.ground.keeps() == Keeps::Lock
        && let Some(ticket) = row.ticket_id
    {
        lines.push(Entry::on(ticket, now, by, event).with(details));
        unlock::open(tx, desk, &row, ticket).await?;
    }
    for stopped in stop::by(tx, id).await? {
        lines.extend(ask_again(tx, desk, (by, event), id, stopped).await?);
    }
    audit::store::append(tx, lines).await?;
    match row.ground.keeps() {
        Keeps::Hold => Ok(()),
        Keeps::Lock => tell_lock_ended::after(tx, desk, &row).await,
    }
}

/// What the log says of one that keeps nobody, or somebody no more.
fn ended(row: &Model) -> &'static str {
    match row.ground.keeps() {
        Keeps::Hold => "hold_lifted",
        Keeps::Lock => "lock_ended",
    }
}

/// It stands, but not for the people of these tickets: what it stopped of theirs is asked again.
pub(super) async fn let_go(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    row: &Model,
    tickets: &BTreeSet<TicketId>,
) -> Result<(), CaseError> {
    let mut lines = Vec::new();
    for stopped in stop::by(tx, row.id).await? {
        if task::store::by_id(tx, stopped).await?.is_some_and(|task| tickets.contains(&task.ticket_id)) {
            lines.extend(ask_again(tx, desk, (by, ended(row)), row.id, stopped).await?);
        }
    }
    audit::store::append(tx, lines).await?;
    Ok(())
}

/// Puts a stopped task back into the queue, unless its ticket was taken back. Another hold stops it again.
async fn ask_again(
    tx: &DatabaseTransaction,
    desk: &Desk,
    (by, event): (Actor, &'static str),
    hold: HoldId,
    id: TaskId,
) -> Result<Option<Entry>, CaseError> {
    let Some(task) = task::store::by_id(tx, id).await? else { return Ok(None) };
    // Nobody wants it any more, though the rest of the ticket goes on.
    if request::store::is_withdrawn(tx, task.request_id).await? {
        return Ok(None);
    }
    let now = desk.now();
    let opened = match sealing::open(tx, desk, task.ticket_id).await {
        // Nobody knows any more whom it was about.
        Err(CaseError::Gone) => return Ok(None),
        opened => opened?,
    };
    match opened.ticket.state {
        State::Collecting | State::Answered => {}
        State::Review => {
            step_back(tx, opened.ticket.clone(), by, now).await?;
        }
        State::Unverified
        | State::Received
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => {
            return Ok(None);
        }
    }
    match task.state {
        // It waits until the person has said which they want.
        TaskState::ByHand => {
            if !task::store::go_on(tx, id, now).await? {
                return Ok(None);
            }
        }
        // What was broken off was ended by a person, who had no other choice.
        TaskState::Ended if task.ended_by.is_none() || !opened.result_of(&task)?.gone.is_empty() => {
            let earlier = opened.result_of(&task)?;
            if !task::store::retry(tx, id, now).await? {
                return Ok(None);
            }
            broken_off::carry(tx, desk, &opened, &task, earlier).await?;
        }
        // Somebody has ended it in another way, or it is asked again already.
        TaskState::Ended | TaskState::Waiting | TaskState::Running => return Ok(None),
    }
    let details = json!({ "hold": hold, "task": id, "system": task.system });
    Ok(Some(Entry::on(task.ticket_id, now, by, event).with(details)))
}
