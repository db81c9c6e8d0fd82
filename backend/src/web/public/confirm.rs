//! The page behind the mailed link. Looking at it changes nothing; its buttons do, once.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_vault::token::UrlToken;

use super::look::{frame, page};
use crate::{
    casework::{
        erasing::part_words,
        error::CaseError,
        receiving::answer_confirmation::{self, Behind},
        writing::wish_words::{self, Asked},
    },
    desk::Desk,
    identifier::mask,
    request,
    rights::right::Right,
    suppression,
    web::{
        fields::Fields,
        page::{
            frame::PublicPlace,
            public::confirm::{Confirm, Confirmed, DeadLink, Declined},
        },
        problem::BadForm,
    },
    words::{date, language::Language},
};

/// "Was this you?"
#[handler]
pub async fn ask(desk: Data<&Arc<Desk>>, language: Data<&Language>, Path(token): Path<String>) -> Result<Response> {
    let path = format!("/v/{token}");
    let behind = match UrlToken::parse(&token) {
        Some(token) => answer_confirmation::look(&desk, &token).await?,
        None => Behind::Nothing,
    };
    let frame = frame(&desk, **language, &path, PublicPlace::Elsewhere);
    match behind {
        Behind::Nothing => page(&DeadLink { frame, to_files: false }),
        Behind::Waiting(opened) => {
            let requests = request::store::of(&desk.db, opened.ticket.id).await.map_err(CaseError::from)?;
            page(&Confirm {
                is_listed: suppression::store::has_put(&desk.db, opened.ticket.id).await.map_err(CaseError::from)?,
                frame,
                token,
                asked_on: date::date(opened.ticket.received_on, **language),
                contact_masked: mask::masked(&opened.ticket.contact_kind, &opened.contact().map_err(CaseError::from)?),
                // The part stands in a sentence of its own.
                wishes: wish_words::lines(
                    &desk,
                    requests.iter().map(|request| Asked { part: None, ..Asked::from(request) }),
                    **language,
                ),
                wants_erasure: requests.iter().any(|request| request.right == Right::Erasure),
                part: requests
                    .iter()
                    .find_map(|request| request.part.as_ref())
                    .map(|part| part_words::words(&desk, part, **language)),
            })
        }
    }
}

/// The button.
#[handler]
pub async fn answer(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response> {
    let fields = fields.only(&["answer"])?;
    let frame = frame(&desk, **language, "/", PublicPlace::Elsewhere);
    let Some(token) = UrlToken::parse(&token) else { return page(&DeadLink { frame, to_files: false }) };
    match fields.one("answer")? {
        "yes" => match answer_confirmation::confirm(&desk, &token).await {
            Ok(opened) => {
                let requests = request::store::of(&desk.db, opened.ticket.id).await.map_err(CaseError::from)?;
                let due_on = (!requests.is_empty()).then(|| date::date(opened.ticket.due_on, **language));
                page(&Confirmed { frame, due_on })
            }
            Err(CaseError::NotFound | CaseError::Illegal(_) | CaseError::Gone) => {
                page(&DeadLink { frame, to_files: false })
            }
            Err(other) => Err(other.into()),
        },
        "no" => match answer_confirmation::deny(&desk, &token).await {
            Ok(was_listed) => page(&Declined { frame, was_listed }),
            Err(CaseError::NotFound | CaseError::Illegal(_) | CaseError::Gone) => {
                page(&DeadLink { frame, to_files: false })
            }
            Err(other) => Err(other.into()),
        },
        _ => Err(BadForm("it says neither yes nor no").into()),
    }
}
