//! A member of staff asks for something to be tried again.

use serde_json::json;

use super::step_back::step_back;
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked, copying::still_withheld, erasing::broken_off, error::CaseError, refusal::Refusal,
        sealing,
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ArchiveId, LetterId, StaffId, TaskId, TicketId},
    },
    letter, request, task,
    ticket::{self, state::State},
};

/// Asks a system again, from the start. A ticket that was in review goes back to collecting, and its archive is
/// built anew.
pub async fn task(desk: &Desk, by: StaffId, ticket: TicketId, id: TaskId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let row = task::store::by_id(&tx, id).await?.filter(|row| row.ticket_id == ticket).ok_or(CaseError::NotFound)?;
    if row.was_skipped_by_law() || request::store::is_withdrawn(&tx, row.request_id).await? {
        return Err(Refusal::NothingToAskOf.into());
    }
    let earlier = opened.result_of(&row)?;
    if earlier.erasure.as_ref().is_some_and(|erasure| erasure.done.is_some()) {
        return Err(Refusal::ErasedAlready.into());
    }
    still_withheld::must_be_none(&opened, [&row])?;
    match opened.ticket.state {
        State::Collecting => {}
        State::Review => {
            step_back(&tx, opened.ticket.clone(), Actor::Staff(by), now).await?;
        }
        State::Unverified
        | State::Received
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => {
            return Err(CaseError::Refused(Refusal::NotCollecting));
        }
    }
    task::approval::forget(&tx, id).await?;
    if !task::store::retry(&tx, id, now).await? {
        return Err(CaseError::Refused(Refusal::TaskNotOver));
    }
    broken_off::carry(&tx, desk, &opened, &row, earlier).await?;
    let entry = Entry::on(ticket, now, Actor::Staff(by), "task_retried");
    audit::store::append(&tx, [entry.with(json!({ "task": id, "system": row.system }))]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Builds an abandoned archive again.
pub async fn archive(desk: &Desk, by: StaffId, ticket: TicketId, id: ArchiveId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[ticket]).await?;
    let row = archive::store::by_id(&tx, id).await?.filter(|row| row.ticket_id == ticket);
    row.ok_or(CaseError::NotFound)?;
    if !archive::store::retry(&tx, id, now).await? {
        return Err(CaseError::Refused(Refusal::PackageNotGivenUp));
    }
    let entry = Entry::on(ticket, now, Actor::Staff(by), "archive_retried").with(json!({ "archive": id }));
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Sends an abandoned letter again.
pub async fn letter(desk: &Desk, by: StaffId, ticket: TicketId, id: LetterId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[ticket]).await?;
    let letters = letter::store::of(&tx, ticket).await?;
    let row = letters.iter().find(|row| row.id == id).ok_or(CaseError::NotFound)?;
    if row.kind.is_for_them_alone() {
        locked::must_be_free(&tx, ticket).await?;
    }
    if !letter::store::retry(&tx, id, now).await? {
        return Err(CaseError::Refused(Refusal::LetterNotGivenUp));
    }
    let entry = Entry::on(ticket, now, Actor::Staff(by), "letter_retried").with(json!({ "letter": id }));
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
