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
        circumstances::of_a_death,
        collecting::step_back::step_back,
        erasing::half_way,
        error::CaseError,
        locking::{tell_lock_ended, unlock},
        refusal::Refusal,
        sealing,
    },
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
    request,
    task::{
        self,
        entity::Model as Task,
        result::TaskResult,
        state::{Outcome, State as TaskState},
    },
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
    of_a_death::officer_alone_on(&tx, by, &row).await?;
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
            // If it is stopped once more that is written down once more. What it does until then is not undone by whoever lifts
            // the hold later.
            stop::forget(tx, row.id, stopped).await?;
        }
    }
    audit::store::append(tx, lines).await?;
    Ok(())
}

/// Puts a stopped task back into the queue, unless its ticket was taken back or it is erased. Another hold stops it again.
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
    let earlier = opened.result_of(&task)?;
    if !is_owed(&task, &earlier) {
        return Ok(None);
    }
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
    let is_asked = if task.state == TaskState::ByHand {
        task::store::go_on(tx, id, now).await?
    } else {
        task::store::retry(tx, id, now).await?
    };
    if !is_asked {
        return Err(CaseError::Changed);
    }
    if task.state == TaskState::Ended {
        half_way::carry(tx, desk, &opened, &task, earlier).await?;
    }
    let details = json!({ "hold": hold, "task": id, "system": task.system });
    Ok(Some(Entry::on(task.ticket_id, now, by, event).with(details)))
}

/// Whether a stopped task still has to erase. What was erased since, by a worker or by a person, is not erased again, and what proves
/// it would be lost if it were asked again from its start.
fn is_owed(task: &Task, earlier: &TaskResult) -> bool {
    if earlier.is_erased() {
        return false;
    }
    match (task.state, task.outcome) {
        // It waits until the person has said which they want.
        (TaskState::ByHand, _) => true,
        // All that was there is gone; or its ticket ended without it.
        (TaskState::Ended, Some(Outcome::Done | Outcome::Manual)) => false,
        (TaskState::Ended, Some(Outcome::Skipped)) if task.ended_by.is_none() => false,
        // What was broken off was ended by a person, who had no other choice. Whatever else people have ended stays so.
        (TaskState::Ended, _) => task.ended_by.is_none() || !earlier.gone.is_empty(),
        // It is asked again already.
        (TaskState::Waiting | TaskState::Running, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use rightsdesk_exporters::contract::erasure::{Effect, Order, Preview, Verified};

    use super::*;
    use crate::task::{
        erasure::{Done, Erasure},
        state::Operation,
    };

    fn task(state: TaskState, outcome: Option<Outcome>, ended_by: Option<StaffId>) -> Task {
        let at = chrono::DateTime::UNIX_EPOCH;
        Task {
            id: TaskId(uuid::Uuid::nil()),
            ticket_id: TicketId(uuid::Uuid::nil()),
            request_id: None,
            identifier_id: None,
            system: "crm".to_owned(),
            operation: Operation::Erase,
            round: 0,
            state,
            outcome,
            cursor: None,
            segments: 0,
            result_sealed: None,
            records: 0,
            files: 0,
            problem: None,
            by_hand_until: None,
            ended_by,
            ended_at: None,
            created_at: at,
            due_at: at,
            attempts: 0,
            max_attempts: 8,
            lease_token: None,
            lease_until: None,
        }
    }

    fn erased() -> TaskResult {
        let preview = Preview {
            system: "crm".into(),
            order: Order::by_the_manifest(chrono::DateTime::UNIX_EPOCH),
            collections: Vec::new(),
            along: Vec::new(),
            obstacles: Vec::new(),
            remarks: Vec::new(),
            frozen: Vec::new(),
            parts: Vec::new(),
            hash: String::new(),
        };
        let done = Some(Done { evidence: None, verified: Verified::default() });
        TaskResult { erasure: Some(Erasure { preview, done }), ..TaskResult::default() }
    }

    #[test]
    fn what_was_stopped_is_owed_until_it_is_erased_or_people_have_ended_it() {
        let (nothing, some) =
            (TaskResult::default(), TaskResult { gone: vec![Effect::default()], ..TaskResult::default() });
        let ended = |outcome| task(TaskState::Ended, Some(outcome), None);
        let by_people = |outcome| task(TaskState::Ended, Some(outcome), Some(THE_DESK));
        for (task, result, owed) in [
            (ended(Outcome::Partial), &nothing, true),
            (ended(Outcome::NotFound), &nothing, true),
            (ended(Outcome::Abandoned), &nothing, true),
            (ended(Outcome::Partial), &some, true),
            (by_people(Outcome::Partial), &some, true),
            (task(TaskState::ByHand, None, None), &nothing, true),
            (task(TaskState::ByHand, None, None), &some, true),
            // Names were left after it: people see whose they are, and it is not done once more.
            (task(TaskState::ByHand, None, None), &erased(), false),
            (ended(Outcome::Partial), &erased(), false),
            (ended(Outcome::Done), &erased(), false),
            (ended(Outcome::Done), &some, false),
            (ended(Outcome::Skipped), &nothing, false),
            (by_people(Outcome::Partial), &nothing, false),
            (by_people(Outcome::Manual), &some, false),
            (task(TaskState::Waiting, None, None), &some, false),
            (task(TaskState::Running, None, None), &nothing, false),
        ] {
            assert_eq!(is_owed(&task, result), owed, "{:?} {:?} {:?}", task.state, task.outcome, task.ended_by);
        }
    }
}
