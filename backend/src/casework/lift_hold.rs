//! A person lifts a hold, with a reason. What it stopped is asked again: the erasure is still owed.
//!
//! That holds for tickets that were answered meanwhile too. They were told that it is erased when it need not be kept any
//! more, so nobody has to ask a second time.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{error::CaseError, refusal::Refusal, sealing, set_hold};
use crate::{
    archive,
    audit::{self, entry::Entry},
    desk::Desk,
    hold::{
        self,
        step::{self, What},
        stop,
    },
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, HoldStepId, StaffId, TaskId},
    },
    task,
    ticket::{self, state::State},
};

/// Lifts the hold.
pub async fn lift(desk: &Desk, by: StaffId, id: HoldId, reason: &str) -> Result<(), CaseError> {
    set_hold::check_words(reason)?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    let row = hold::store::by_id(&tx, id).await?.ok_or(CaseError::NotFound)?;
    let key = hold::seal::key(&desk.masters, &row).map_err(CaseError::fault)?;
    if !hold::store::lift(&tx, id, by, now).await? {
        return Err(Refusal::HoldLifted.into());
    }
    let step = HoldStepId(desk.ids.fresh());
    let words_sealed = hold::seal::words(&key, &*desk.chance, step, reason.trim());
    let row =
        step::Model { id: step, hold_id: id, at: now, staff_id: by, what: What::Lifted, review_on: None, words_sealed };
    step::insert(&tx, row).await?;
    let mut lines = vec![Entry::aside(now, Actor::Staff(by), "hold_lifted").with(json!({ "hold": id }))];
    for stopped in stop::by(&tx, id).await? {
        lines.extend(ask_again(&tx, desk, by, id, stopped).await?);
    }
    audit::store::append(&tx, lines).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Puts a stopped task back into the queue, unless its ticket was taken back. Another hold stops it again.
async fn ask_again(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    hold: HoldId,
    id: TaskId,
) -> Result<Option<Entry>, CaseError> {
    let Some(task) = task::store::by_id(tx, id).await? else { return Ok(None) };
    let now = desk.now();
    let opened = match sealing::open(tx, desk, task.ticket_id).await {
        // Nobody knows any more whom it was about.
        Err(CaseError::Gone) => return Ok(None),
        opened => opened?,
    };
    match opened.ticket.state {
        State::Collecting | State::Answered => {}
        State::Review => {
            ticket::store::save(tx, opened.ticket.reopen(Actor::Staff(by), now)?).await?;
            archive::store::supersede(tx, task.ticket_id).await?;
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
    if !task::store::retry(tx, id, now).await? {
        return Ok(None);
    }
    let details = json!({ "hold": hold, "task": id, "system": task.system });
    Ok(Some(Entry::on(task.ticket_id, now, Actor::Staff(by), "hold_lifted").with(details)))
}
