//! Forms that ask the person something, take the answer, close for want of one, and open again.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    act,
    again::id,
    outcome::{Place, Typed},
    questions::TypedQuestion,
};
use crate::{
    casework::{
        asking::{self, asked::Ask, take},
        refusal::{Refusal, asking::Unasked},
    },
    desk::Desk,
    kernel::ids::{QuestionId, RequestId},
    question::kind::Kind,
    web::{
        case, day,
        staff::{notice::Notice, sent::Sent},
    },
};

/// Asks.
#[handler]
pub async fn ask(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["what", "concerns", "wording", "reason", "amount", "late_because"])?;
    let typed = TypedQuestion {
        what: fields.one("what")?.to_owned(),
        concerns: fields.one("concerns")?.to_owned(),
        wording: fields.one("wording")?.to_owned(),
        reason: fields.one("reason")?.to_owned(),
        amount: fields.one("amount")?.to_owned(),
        late_because: fields.one("late_because")?.to_owned(),
    };
    let ticket = case::find(&desk, &reference).await?;
    let request = match typed.concerns.as_str() {
        "" => None,
        concerned => Some(RequestId(id(concerned)?)),
    };
    let done = match typed.what.parse::<Kind>() {
        Ok(kind) => {
            let asked = Ask {
                kind,
                request,
                reason: &typed.reason,
                wording: &typed.wording,
                amount: &typed.amount,
                late_because: &typed.late_because,
            };
            asking::ask::ask(&desk, by.id(), ticket.id, asked).await.map(|_| Notice::Asked)
        }
        Err(_) => Err(Refusal::Unasked(Unasked::NoQuestion).into()),
    };
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Question(typed)).await
}

/// The answer is enough.
#[handler]
pub async fn enough(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, question)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["how", "on"])?;
    let (how, on) = (fields.one("how")?, fields.one("on")?);
    let ticket = case::find(&desk, &reference).await?;
    let day = if on.is_empty() { Some(None) } else { day::parse(on).map(Some) };
    let done = match day {
        Some(day) => {
            let found = take::Found::Enough { on: day, how };
            match take::take(&desk, by.id(), ticket.id, QuestionId(id(&question)?), found).await {
                Ok(Some(code)) => return act::verified(&desk, &by, ticket.reference, &code),
                Ok(None) => Ok(Notice::AnswerTaken),
                Err(refused) => Err(refused),
            }
        }
        None => Err(Refusal::Unasked(Unasked::AnswerDay).into()),
    };
    let typed = Typed::Enough { question, how: how.to_owned(), on: on.to_owned() };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done, typed).await
}

/// The answer is too little.
#[handler]
pub async fn missing(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, question)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["missing", "on"])?;
    let (missing, on) = (fields.one("missing")?, fields.all("on").next().unwrap_or_default());
    let ticket = case::find(&desk, &reference).await?;
    let day = if on.is_empty() { Some(None) } else { day::parse(on).map(Some) };
    let done = match day {
        Some(on) => {
            let found = take::Found::TooLittle { on, missing };
            take::take(&desk, by.id(), ticket.id, QuestionId(id(&question)?), found).await
        }
        None => Err(Refusal::Unasked(Unasked::AnswerDay).into()),
    };
    let typed = Typed::Missing { question, text: missing.to_owned(), on: on.to_owned() };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|_| Notice::AnswerTooLittle), typed).await
}

/// Nobody replied.
#[handler]
pub async fn close(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, question)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = asking::close::close(&desk, by.id(), ticket.id, QuestionId(id(&question)?)).await;
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::ClosedNoReply), Typed::Nothing).await
}

/// Somebody replied after all.
#[handler]
pub async fn reopen(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = asking::reopen::reopen(&desk, by.id(), ticket.id).await.map(|()| Notice::Reopened);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}
