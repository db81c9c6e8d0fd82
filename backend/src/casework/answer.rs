//! Staff answer a request in writing; when the last one has its answer the ticket is done.

use serde_json::json;

use super::{
    error::CaseError,
    letters::{self, Writing},
    refusal::Refusal,
    sealing::{self, Opened},
    write_message::{self, Note},
};
use crate::{
    audit::{self, entry::Entry},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{RequestId, StaffId, TicketId},
    },
    message::kind::Visibility,
    request::{self, due::Due, state::Outcome},
    ticket,
};

/// Writes the answer to a request and mails it.
pub async fn answer(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    request: RequestId,
    outcome: Outcome,
    text: &str,
) -> Result<(), CaseError> {
    if text.trim().is_empty() {
        return Err(CaseError::Refused(Refusal::NoAnswer));
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open(&tx, desk, id).await?;
    must_be_in_review(&opened)?;
    let row = request::store::of(&tx, id).await?.into_iter().find(|row| row.id == request);
    let row = row.ok_or(CaseError::NotFound)?;
    if !request::store::answer(&tx, request, outcome, now).await? {
        return Err(CaseError::Refused(Refusal::AlreadyAnswered));
    }
    let note = Note::Staff { by, visibility: Visibility::Shared };
    write_message::put_down(&tx, desk, &opened, note, text).await?;
    let details = json!({ "request": request, "right": row.right.code(), "outcome": outcome.code() });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "request_answered").with(details)]).await?;
    let writing = Writing::Answer { right: row.right, outcome, text: text.trim() };
    letters::queue(&tx, desk, &opened, writing).await?;
    close_if_all_answered(&tx, desk, opened, Actor::Staff(by)).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Answers are given once everything has been asked: an answer that a system could still contradict is none.
pub(super) fn must_be_in_review(opened: &Opened) -> Result<(), CaseError> {
    use ticket::state::State;
    match opened.ticket.state {
        State::Review => Ok(()),
        State::Unverified
        | State::Received
        | State::Collecting
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired => Err(CaseError::Refused(Refusal::NotInReview)),
    }
}

/// Closes the ticket if no request is open any more; or else it is due when the first of those that are left is.
pub(super) async fn close_if_all_answered(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: Opened,
    by: Actor,
) -> Result<(), CaseError> {
    let requests = request::store::of(tx, opened.ticket.id).await?;
    let left = requests.iter().filter(|request| request.state == request::state::State::Open);
    let moved = match left.map(Due::stored).reduce(Due::earlier) {
        None => opened.ticket.answer(by, desk.now())?,
        Some(first) if first == Due { on: opened.ticket.due_on, safe_on: opened.ticket.due_safe_on } => return Ok(()),
        Some(first) => {
            let details = json!({ "due_on": first.on });
            opened.ticket.fall_due(first, "due_moved", by, desk.now(), details)?
        }
    };
    ticket::store::save(tx, moved).await?;
    Ok(())
}
