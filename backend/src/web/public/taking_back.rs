//! One part of the person's request is taken back, and the rest goes on: asked first, and with both proofs only.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    look::{frame_here, page, to_door, to_status},
    visitor::{Here, Maybe},
};
use crate::{
    casework::{answering::withdraw_one, error::CaseError, writing::wish_words},
    desk::Desk,
    kernel::ids::RequestId,
    request,
    web::{fields::Fields, page::public::withdraw::WithdrawOnePage},
    words::language::Language,
};

/// Whether they mean to.
#[handler]
pub async fn ask(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    Path(id): Path<String>,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    match fill(&desk, **language, &here, &id).await? {
        Some(asked) => page(&asked),
        None => Ok(to_status(**language)),
    }
}

async fn fill(desk: &Desk, language: Language, here: &Here, id: &str) -> Result<Option<WithdrawOnePage>, CaseError> {
    let ticket = &here.visitor.opened.ticket;
    let requests = request::store::of(&desk.db, ticket.id).await?;
    let mut offered = withdraw_one::offered(ticket, &requests).into_iter();
    let Some(one) = offered.find(|row| row.id.to_string() == id).filter(|_| here.visitor.has_both_proofs()) else {
        return Ok(None);
    };
    let others = requests.iter().filter(|row| row.state == request::state::State::Open && row.id != one.id);
    Ok(Some(WithdrawOnePage {
        frame: frame_here(desk, language, here, &format!("/status/withdraw/{}", one.id)),
        reference: ticket.reference.clone(),
        id: one.id.to_string(),
        wish: wish_words::lines(desk, [one], language).join("; "),
        others: wish_words::lines(desk, others, language),
        gives_up_copy: withdraw_one::gives_up_copy(&requests, one),
    }))
}

/// It is taken back.
#[handler]
pub async fn take_back(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    here.fields(&desk, fields, &[])?;
    let Ok(id) = id.parse() else { return Ok(to_status(**language)) };
    let (ticket, has_both) = (here.visitor.opened.ticket.id, here.visitor.has_both_proofs());
    match withdraw_one::from_page(&desk, ticket, RequestId(id), has_both).await {
        // The button was pressed twice, the answer was faster, or a link is needed: the page says how it stands.
        Ok(()) | Err(CaseError::Illegal(_) | CaseError::NotFound | CaseError::Refused(_)) => {}
        Err(other) => return Err(other.into()),
    }
    Ok(to_status(**language))
}
