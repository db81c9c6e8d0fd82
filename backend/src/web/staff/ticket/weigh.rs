//! The form in which a person weighs an objection.

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
        answering::weigh::{self, Weighing},
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
pub async fn write_down(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["theirs", "ours", "weight"])?;
    let (theirs, ours, weight) = (fields.one("theirs")?, fields.one("ours")?, fields.one("weight")?);
    let ticket = case::find(&desk, &reference).await?;
    let done = match weight.parse() {
        Ok(weight) => {
            let weighing = Weighing { theirs, ours, weight };
            weigh::weigh(&desk, by.id(), ticket.id, RequestId(id(&request)?), weighing).await
        }
        Err(_) => Err(CaseError::Refused(Refusal::NothingWeighed)),
    };
    let typed =
        Typed::Weighing { request, theirs: theirs.to_owned(), ours: ours.to_owned(), weight: weight.to_owned() };
    let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
    place.answer(&desk, done.map(|()| Notice::Weighed), typed).await
}
