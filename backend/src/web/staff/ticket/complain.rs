//! Forms that record a complaint, note that the person knows, and answer it.

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
        complaints::{
            answer::{self as answering, Found},
            file::{self as filing, Filer},
        },
        refusal::Refusal,
    },
    complaint::state::Outcome,
    desk::Desk,
    kernel::ids::ComplaintId,
    web::{
        case, day,
        problem::BadForm,
        staff::{notice::Notice, sent::Sent},
    },
};

/// Records one that came by other means.
#[handler]
pub async fn record(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["complaint", "came_on"])?;
    let (text, came_on) = (fields.one("complaint")?, fields.one("came_on")?);
    let ticket = case::find(&desk, &reference).await?;
    let day = if came_on.is_empty() { Some(None) } else { day::parse(came_on).map(Some) };
    let done = match day {
        Some(received_on) => {
            filing::file(&desk, ticket.id, Filer::Staff { by: by.id(), received_on }, text).await.map(|_| ())
        }
        None => Err(Refusal::FutureDay.into()),
    };
    let typed = Typed::Complaint { text: text.to_owned(), came_on: came_on.to_owned() };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::ComplaintFiled), typed).await
}

/// Notes that the person knows.
#[handler]
pub async fn acknowledge(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, complaint)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = filing::acknowledge(&desk, by.id(), ticket.id, ComplaintId(id(&complaint)?)).await;
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::ComplaintAcknowledged), Typed::Nothing).await
}

/// Answers it.
#[handler]
pub async fn answer(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, complaint)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["outcome", "found", "done"])?;
    let (found, done) = (fields.one("found")?, fields.one("done")?);
    let outcome = fields.one("outcome")?.parse::<Outcome>().map_err(|_| BadForm("it has no outcome"))?;
    let ticket = case::find(&desk, &reference).await?;
    let came = Found { outcome, found, done };
    let answered = answering::answer(&desk, by.id(), ticket.id, ComplaintId(id(&complaint)?), came).await;
    let typed = Typed::ComplaintAnswer { complaint, found: found.to_owned(), done: done.to_owned() };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, answered.map(|()| Notice::ComplaintAnswered), typed).await
}
