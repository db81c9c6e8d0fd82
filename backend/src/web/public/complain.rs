//! The person complains to us on the page of their request.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::{
    look::{page_again, page_too_often, to_door, to_status},
    own_request,
    steps::too_long,
    visitor::Maybe,
};
use crate::{
    casework::{
        complaints::file::{self, Filer},
        error::CaseError,
        refusal::Refusal,
    },
    desk::Desk,
    web::{
        fields::Fields,
        page::{field::Field, public::status::Way},
    },
    words::language::Language,
};

/// The complaint.
#[handler]
pub async fn complain(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    let fields = here.fields(&desk, fields, &["complaint"])?;
    let text = &fields.text("complaint")?;
    let filed = file::file(&desk, here.visitor.opened.ticket.id, Filer::Person, text).await;
    let is_too_often = matches!(filed, Err(CaseError::Limited));
    let words = match filed {
        Ok(_) | Err(CaseError::Refused(Refusal::NotVerified)) => {
            return Ok(to_status(**language));
        }
        Err(CaseError::Refused(Refusal::NoComplaint)) => language.complaining().status_empty.to_owned(),
        Err(CaseError::Limited) => language.complaining().too_many_today.to_owned(),
        Err(CaseError::Refused(_)) => too_long(**language),
        Err(other) => return Err(other.into()),
    };
    let mut again = own_request::status(&desk, **language, &here, Field::default(), Way::Link).await?;
    again.complaint = Some(Field::wrong(text, words));
    if is_too_often { page_too_often(&desk, &again) } else { page_again(&again) }
}
