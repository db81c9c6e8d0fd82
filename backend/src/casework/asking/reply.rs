//! The person replies, on the page of their request. Staff look at it; until then it counts from its day.

use serde_json::json;

use super::{clock, reopen};
use crate::{
    casework::{
        error::CaseError,
        refusal::{Refusal, asking::Unasked},
        sealing,
        writing::write_message::{self, Note},
    },
    desk::Desk,
    hold,
    kernel::{
        actor::Actor,
        database,
        ids::{QuestionId, TicketId},
    },
    question,
    ticket::state::State,
};

/// Takes the reply down as a message. A ticket that was closed because nobody replied is open again.
pub async fn reply(desk: &Desk, id: TicketId, question: QuestionId, text: &str) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    let asked = question::store::of(&tx, id).await?;
    let row = asked.iter().find(|it| it.id == question).ok_or(CaseError::NotFound)?;
    if opened.ticket.state == State::NoReply {
        reopen::resume(&tx, desk, &mut opened, Actor::Subject).await?;
    } else if !opened.ticket.state.is_open() {
        return Err(Refusal::Unasked(Unasked::NothingAsked).into());
    }
    write_message::put_down(&tx, desk, &opened, Note::Subject, text).await?;
    if !question::store::reply(&tx, question, desk.today()).await? {
        return Err(Refusal::Unasked(Unasked::NothingAsked).into());
    }
    let details = json!({ "question": question, "kind": row.kind.code() });
    clock::reckon_anew(&tx, desk, &mut opened, "question_replied", Actor::Subject, details).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
