//! The outcome of a complaint: what we found, what we did, and where one can go on to (Data Protection Act 2018 s. 164A(4)–(5)).

use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Place},
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    complaint::{
        self,
        state::{About, Outcome},
        store::Answer,
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ComplaintId, StaffId, TicketId},
    },
    message::{LONGEST_MESSAGE, kind::Visibility},
    request, ticket,
};

/// What came of it, as staff wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// How it ended.
    pub outcome: Outcome,
    /// What we found.
    pub found: &'a str,
    /// What we did.
    pub done: &'a str,
}

/// Writes the outcome down and mails it.
pub async fn answer(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    complaint: ComplaintId,
    found: Found<'_>,
) -> Result<(), CaseError> {
    let (text, done) = (found.found.trim(), found.done.trim());
    if text.is_empty() {
        return Err(Refusal::NotSaidWhatWasFound.into());
    }
    if done.is_empty() {
        return Err(Refusal::NotSaidWhatWasDone.into());
    }
    if text.chars().count() + done.chars().count() + 2 > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    let known = complaint::store::of(&tx, id).await?;
    let row = known.iter().find(|it| it.id == complaint).ok_or(CaseError::NotFound)?;
    let answer = Answer {
        outcome: found.outcome,
        found_sealed: opened.seal(desk, Place::ComplaintFound(complaint), text),
        done_sealed: opened.seal(desk, Place::ComplaintDone(complaint), done),
        by,
        at: now,
    };
    if !complaint::store::answer(&tx, complaint, answer).await? {
        return Err(Refusal::ComplaintSettled.into());
    }
    let note = Note::Staff { by, visibility: Visibility::Shared };
    write_message::put_down(&tx, desk, &opened, note, &format!("{text}\n\n{done}")).await?;
    let line = Entry::on(id, now, Actor::Staff(by), "complaint_answered");
    let details = json!({ "complaint": complaint, "number": row.number, "outcome": found.outcome.code() });
    audit::store::append(&tx, [line.with(details)]).await?;
    let requests = request::store::of(&tx, id).await?.len();
    let is_last = !known.iter().any(|it| it.id != complaint && it.state.is_open());
    if requests == 0 && is_last && opened.ticket.state.is_open() {
        // Nothing else was ever asked on it.
        ticket::store::save(&tx, opened.ticket.clone().conclude(Actor::Staff(by), now)?).await?;
    }
    let writing = Writing::ComplaintOutcome {
        about: About::of(requests),
        case: row.case_number(&opened.ticket.reference),
        received_on: row.received_on,
        outcome: found.outcome,
        found: text,
        done,
    };
    letters::queue(&tx, desk, &opened, writing).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
