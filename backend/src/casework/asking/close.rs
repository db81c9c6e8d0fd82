//! Nobody replied: after a month, as a rule, the ticket is closed (ICO, Right of access, p. 36), and the person told how to open it
//! again.
//!
//! Only where no law lets the time run on: what is due in any case is answered, as far as it goes.

use super::clock;
use crate::{
    archive,
    casework::{
        collecting::segment,
        error::CaseError,
        refusal::{Refusal, asking::Unasked},
        sealing::{self, Place},
        stopping::stop_at_once,
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{QuestionId, StaffId, TicketId},
    },
    ledger,
    question::{self, clock::closable_on, kind::State},
    request, task, ticket,
};

/// Closes the ticket because nobody replied to this question.
pub async fn close(desk: &Desk, by: StaffId, id: TicketId, question: QuestionId) -> Result<(), CaseError> {
    let (now, today) = (desk.now(), desk.today());
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    let questions = question::store::of(&tx, id).await?;
    let row = questions.iter().find(|it| it.id == question).ok_or(CaseError::NotFound)?;
    if row.state != State::Open {
        return Err(Refusal::Unasked(Unasked::NothingAsked).into());
    }
    if today < closable_on(row, desk.config.questions.close_after_months) {
        return Err(Refusal::Unasked(Unasked::TooEarlyToClose).into());
    }
    let requests = request::store::of(&tx, id).await?;
    stop_at_once::must_not_wait(&requests)?;
    if !clock::all_wait(desk, &opened.ticket, &requests, &questions) {
        return Err(Refusal::Unasked(Unasked::ClockRunsOn).into());
    }
    if ledger::store::has_any(&tx, id).await? {
        return Err(Refusal::ErasedAlready.into());
    }
    let moved = opened.ticket.clone().rest(Actor::Staff(by), now)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    if !question::store::close(&tx, question, today).await? {
        return Err(Refusal::Unasked(Unasked::NothingAsked).into());
    }
    task::store::skip_open(&tx, id, "the person did not reply", now).await?;
    archive::store::supersede(&tx, id).await?;
    let asked = opened.unseal(Place::QuestionWording(question), &row.wording_sealed)?;
    letters::queue(&tx, desk, &opened, Writing::ClosedNoReply { asked: &asked, asked_on: row.asked_on }).await?;
    tx.commit().await?;
    // If this fails the tidying removes the files later; the rows that name them lead nobody there.
    desk.storage.remove_folder(&segment::folder(id)).map_err(CaseError::fault)?;
    desk.wake.notify_waiters();
    Ok(())
}
