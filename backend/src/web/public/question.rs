//! The person replies to a question of ours on the page of their request.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::{
    look::{page_again, to_door, to_status},
    own_request,
    steps::too_long,
    visitor::Maybe,
};
use crate::{
    casework::{
        asking::reply as verb,
        error::CaseError,
        refusal::{Refusal, asking::Unasked},
    },
    desk::Desk,
    kernel::ids::QuestionId,
    web::{
        fields::Fields,
        page::{field::Field, public::status::Way},
        problem::BadForm,
    },
    words::language::Language,
};

/// The reply.
#[handler]
pub async fn reply(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    let fields = here.fields(&desk, fields, &["question", "reply"])?;
    let text = &fields.text("reply")?;
    let id = fields.one("question")?.parse().map(QuestionId).map_err(|_| BadForm("it names no question"))?;
    let words = match verb::reply(&desk, here.visitor.opened.ticket.id, id, text).await {
        // The button was pressed twice, or staff were faster: the page says how it stands.
        Ok(()) | Err(CaseError::Refused(Refusal::Unasked(Unasked::NothingAsked))) => {
            return Ok(to_status(**language));
        }
        Err(CaseError::Refused(Refusal::NoMessage)) => language.asking().status_empty.to_owned(),
        Err(CaseError::Refused(_)) => too_long(**language),
        Err(other) => return Err(other.into()),
    };
    let mut again = own_request::status(&desk, **language, &here, Field::default(), Way::Link).await?;
    for question in again.questions.iter_mut().filter(|it| it.id == id.to_string()) {
        question.reply = Field::wrong(text, words.clone());
    }
    page_again(&again)
}
