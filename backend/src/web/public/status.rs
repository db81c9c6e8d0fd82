//! The person's own request: how far it is, messages, withdrawing, a fresh link.

use std::sync::Arc;

use poem::{Request, Response, Result, handler, web::Data};
use rightsdesk_vault::reference::Reference;

use super::{
    look::{frame, frame_here, in_language, page, page_again, see_other, to_door, to_status},
    steps::too_long,
    visitor::{Here, Maybe},
};
use crate::{
    casework::{
        answering::withdraw::from_page as take_back,
        copying::{
            fetch,
            fresh_link::{self, Wanted},
        },
        error::CaseError,
        receiving::{merge, resend::resend as send_again},
        writing::write_message::{self, Note},
    },
    desk::Desk,
    web::{
        cookie::Jar,
        fields::Fields,
        guard::source,
        page::{
            field::Field,
            frame::PublicPlace,
            public::{sign_in::SignIn, status::Way, withdraw::WithdrawPage},
        },
        public::own_request::{self, may_withdraw},
    },
    words::language::Language,
};

/// Where a request is opened.
#[handler]
pub fn door(desk: Data<&Arc<Desk>>, language: Data<&Language>, Maybe(here): Maybe) -> Result<Response> {
    if here.is_some() {
        return Ok(to_status(**language));
    }
    page(&sign_in(&desk, **language))
}

fn sign_in(desk: &Desk, language: Language) -> SignIn {
    SignIn {
        frame: frame(desk, language, "/status", PublicPlace::Check),
        reference: Field::default(),
        access_code: Field::default(),
    }
}

/// Reference and access code.
#[handler]
pub async fn enter(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    request: &Request,
    fields: Fields,
) -> Result<Response> {
    let fields = fields.only(&["reference", "access_code"])?;
    let (reference, code) = (fields.one("reference")?, fields.one("access_code")?);
    let wrong = &language.public().wrong;
    let source = source::of(request, &desk.config.listen.trusted_proxies);
    match fetch::enter(&desk, source.as_deref(), reference, code).await {
        Ok(cookie) => {
            if let Some(before) = here {
                fetch::leave(&desk, &before.visitor).await?;
            }
            let mut response = to_status(**language);
            response.headers_mut().append("set-cookie", Jar::Case.set(&cookie));
            Ok(response)
        }
        Err(CaseError::NotFound) => {
            let mut again = sign_in(&desk, **language);
            again.reference = if reference.parse::<Reference>().is_err() {
                Field::wrong(reference, wrong.no_reference)
            } else if code.trim().is_empty() {
                Field::holding(reference)
            } else {
                Field::wrong(reference, wrong.wrong_code)
            };
            if code.trim().is_empty() {
                again.access_code = Field::wrong("", wrong.no_code);
            }
            page_again(&again)
        }
        Err(other) => Err(other.into()),
    }
}

/// The request.
#[handler]
pub async fn view(desk: Data<&Arc<Desk>>, language: Data<&Language>, Maybe(here): Maybe) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    page(&own_request::status(&desk, **language, &here, Field::default(), Way::Link).await?)
}

/// A message to us.
#[handler]
pub async fn message(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    let fields = here.fields(&desk, fields, &["message"])?;
    let text = &fields.text("message")?;
    match write_message::write(&desk, here.visitor.opened.ticket.id, Note::Subject, text).await {
        Ok(()) => Ok(to_status(**language)),
        Err(CaseError::Refused(_)) => {
            let wrong = &language.public().wrong;
            let what = if text.trim().is_empty() { wrong.no_message.to_owned() } else { too_long(**language) };
            let field = Field::wrong(text, what);
            page_again(&own_request::status(&desk, **language, &here, field, Way::Link).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether they mean to take the request back, or what is missing for that.
#[handler]
pub async fn ask_to_withdraw(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    to_withdraw(&desk, **language, &here, Way::Link).await
}

/// The page that asks; that of the request, which says how it stands, where there is nothing to take back. `way` counts only where a
/// link is needed.
async fn to_withdraw(desk: &Desk, language: Language, here: &Here, way: Way) -> Result<Response> {
    let ticket = &here.visitor.opened.ticket;
    if !may_withdraw(ticket) {
        return Ok(to_status(language));
    }
    let is_open = here.visitor.has_both_proofs() || merge::brought(&desk.db, ticket.id).await?.is_empty();
    page(&WithdrawPage {
        frame: frame_here(desk, language, here, "/status/withdraw"),
        reference: ticket.reference.clone(),
        way: if is_open { Way::Open } else { way },
    })
}

/// The request is taken back.
#[handler]
pub async fn withdraw(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    here.fields(&desk, fields, &[])?;
    match take_back(&desk, here.visitor.opened.ticket.id, here.visitor.has_both_proofs()).await {
        // The button was pressed twice, or the answer was faster: the page says how it stands.
        Ok(()) | Err(CaseError::Illegal(_)) => Ok(to_status(**language)),
        // A link is needed: that is said where they asked for it.
        Err(CaseError::NotFound) => Ok(see_other(&in_language(**language, "/status/withdraw"))),
        Err(other) => Err(other.into()),
    }
}

/// The mail to confirm is sent again.
#[handler]
pub async fn resend(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    here.fields(&desk, fields, &[])?;
    match send_again(&desk, &here.visitor.opened).await {
        // It was confirmed in between: the page says so.
        Ok(()) | Err(CaseError::Refused(_)) => {}
        Err(other) => return Err(other.into()),
    }
    Ok(to_status(**language))
}

/// A fresh link is mailed: to the files, to what we wrote, or to where the request is taken back.
#[handler]
pub async fn link(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    let fields = here.fields(&desk, fields, &["then"])?;
    if fields.one("then")? == "withdraw" {
        fresh_link::ask(&desk, &here.visitor, Wanted::Withdrawing).await?;
        return to_withdraw(&desk, **language, &here, Way::LinkSent).await;
    }
    fresh_link::ask(&desk, &here.visitor, Wanted::Answer).await?;
    page(&own_request::status(&desk, **language, &here, Field::default(), Way::LinkSent).await?)
}

/// The session ends.
#[handler]
pub async fn leave(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    if let Some(here) = here {
        here.fields(&desk, fields, &[])?;
        fetch::leave(&desk, &here.visitor).await?;
    }
    let mut response = see_other(&in_language(**language, "/status"));
    response.headers_mut().append("set-cookie", Jar::Case.clear());
    Ok(response)
}
