//! Forms in which staff write: messages, notes, and the answer to a request.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    again::id,
    outcome::{Place, Typed},
};
use crate::{
    casework::{
        self,
        answering::decide::{self, Proposal, Proposed},
        erasing::parts,
        error::CaseError,
        refusal::Refusal,
        writing::write_message::{self, Note},
    },
    desk::Desk,
    kernel::ids::{DecisionId, RequestId},
    message::kind::Visibility,
    request::state::Outcome,
    web::{
        case,
        staff::{notice::Notice, sent::Sent},
    },
};

/// A message to the person.
#[handler]
pub async fn send_message(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["message", "saved"])?;
    let text = fields.one("message")?;
    let ticket = case::find(&desk, &reference).await?;
    let note = Note::Staff { by: by.id(), visibility: Visibility::Shared };
    let done = write_message::write(&desk, ticket.id, note, text).await.map(|()| Notice::MessageSent);
    let typed = Typed::Message(text.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// A note that only staff see.
#[handler]
pub async fn keep_note(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["note"])?;
    let text = fields.one("note")?;
    let ticket = case::find(&desk, &reference).await?;
    let note = Note::Staff { by: by.id(), visibility: Visibility::Internal };
    let done = write_message::write(&desk, ticket.id, note, text).await.map(|()| Notice::NoteKept);
    let typed = Typed::Note(text.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// The person is told that a request takes longer.
#[handler]
pub async fn extend(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["reasons"])?;
    let reasons = fields.one("reasons")?;
    let ticket = case::find(&desk, &reference).await?;
    let request = RequestId(id(&request)?);
    let done = casework::answering::extend::extend(&desk, by.id(), ticket.id, request, reasons)
        .await
        .map(|()| Notice::Extended);
    let typed = Typed::Reasons { request: request.to_string(), text: reasons.to_owned() };
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// The written answer to a request.
#[handler]
pub async fn send_answer(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["outcome", "ground", "further", "evidence", "rests_on", "text", "saved"])?;
    let (outcome, text) = (fields.one("outcome")?, fields.one("text")?);
    let (ground, further, evidence) = (fields.one("ground")?, fields.one("further")?, fields.one("evidence")?);
    let ticket = case::find(&desk, &reference).await?;
    let id_of_request = RequestId(id(&request)?);
    let grounds: Vec<&str> = [ground, further].into_iter().filter(|code| !code.is_empty()).collect();
    let rests_on: Vec<&str> = fields.all("rests_on").collect();
    let done = match outcome.parse::<Outcome>() {
        Ok(outcome) => {
            let proposal = Proposal { outcome, grounds: &grounds, text, evidence, rests_on: &rests_on };
            decide::propose(&desk, by.id(), ticket.id, id_of_request, proposal).await
        }
        Err(_) => Err(CaseError::Refused(Refusal::NoOutcome)),
    };
    let typed = Typed::Answer {
        request,
        outcome: outcome.to_owned(),
        grounds: [ground.to_owned(), further.to_owned()],
        evidence: evidence.to_owned(),
        rests_on: rests_on.iter().map(|code| (*code).to_owned()).collect(),
        text: text.to_owned(),
    };
    let done = done.map(|proposed| match proposed {
        Proposed::Answered => Notice::Answered,
        Proposed::Waits => Notice::AnswerProposed,
    });
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// A second person agrees to a proposed answer.
#[handler]
pub async fn agree(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["proposal"])?;
    let seen = (RequestId(id(&request)?), DecisionId(id(fields.one("proposal")?)?));
    let ticket = case::find(&desk, &reference).await?;
    let done = decide::agree(&desk, by.id(), ticket.id, seen).await.map(|()| Notice::Answered);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// A proposed answer goes back to whoever wrote it.
#[handler]
pub async fn send_back(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["proposal", "why"])?;
    let why = fields.one("why")?;
    let seen = (RequestId(id(&request)?), DecisionId(id(fields.one("proposal")?)?));
    let ticket = case::find(&desk, &reference).await?;
    let done = decide::send_back(&desk, by.id(), ticket.id, seen, why).await;
    let typed = Typed::SentBack { request, text: why.to_owned() };
    let done = done.map(|()| Notice::AnswerReturned);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// Changes what is erased.
#[handler]
pub async fn change_part(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, id)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["part", "keep_account"])?;
    let ticket = case::find(&desk, &reference).await?;
    let id = RequestId(super::again::id(&id)?);
    let done = if fields.all("part").next().is_none() {
        Err(Refusal::NothingChosen.into())
    } else {
        let part = parts::chosen(&desk, fields.all("part"), fields.one("keep_account")? == "yes");
        casework::erasing::change_part::change(&desk, by.id(), ticket.id, id, part).await
    };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::PartChanged), Typed::Nothing).await
}
