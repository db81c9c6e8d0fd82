//! The form in which a person decides anew what a machine had decided.

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
        answering::review_decision::{self, Anew},
        error::CaseError,
        refusal::Refusal,
    },
    desk::Desk,
    kernel::ids::RequestId,
    web::{
        case,
        staff::{notice::Notice, sent::Sent},
    },
};

/// The form comes back.
#[handler]
pub async fn review(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["decision", "verdict", "reason"])?;
    let (decision, verdict, reason) = (fields.one("decision")?, fields.one("verdict")?, fields.one("reason")?);
    let ticket = case::find(&desk, &reference).await?;
    let done = match verdict.parse() {
        Ok(verdict) => {
            let anew = Anew { decision, verdict, reason };
            review_decision::review(&desk, by.id(), ticket.id, RequestId(id(&request)?), anew).await
        }
        Err(_) => Err(CaseError::Refused(Refusal::NoSuchDecision)),
    };
    let typed =
        Typed::Anew { request, decision: decision.to_owned(), verdict: verdict.to_owned(), reason: reason.to_owned() };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::Reviewed), typed).await
}
