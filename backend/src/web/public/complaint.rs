//! Somebody complains who never asked for anything: a form of one page, confirmed by a mailed link as a request is.

use std::sync::Arc;

use poem::{Request, Response, Result, handler, web::Data};
use rightsdesk_exporters::contract::subject::IdentifierKind;

use super::{
    answers::Answers,
    look::{frame, page, page_again, page_too_often},
    steps::too_long,
    wizard::count,
};
use crate::{
    casework::{
        complaints::receive::{self, Complaining},
        error::CaseError,
        receiving::receive_once,
    },
    desk::Desk,
    identifier::check,
    message::LONGEST_MESSAGE,
    ticket::intake::Channel,
    web::{
        fields::Fields,
        page::{
            field::Field,
            frame::PublicPlace,
            public::{complaint::ComplaintForm, contact::Reach, sent::Sent},
        },
        problem::BadForm,
        wait,
    },
    words::{date, fill::Fill, language::Language},
};

/// The form.
#[handler]
pub fn show(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    page(&form(&desk, **language, Answers::default().seal(&desk)))
}

/// It is sent.
#[handler]
pub async fn send(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    request: &Request,
    fields: Fields,
) -> Result<Response> {
    let fields = fields.only(&["email", "complaint", "state", "website"])?;
    if !fields.one("website")?.is_empty() {
        return Err(BadForm("a field is filled in that people do not see").into());
    }
    // No two forms carry the same seal.
    let state = fields.one("state")?;
    if state.is_empty() {
        return Err(BadForm("it does not say which form it is").into());
    }
    Answers::open(&desk, state)?;
    let language = **language;
    let mut again = form(&desk, language, state.to_owned());
    again.email = Field::holding(fields.one("email")?.trim());
    again.complaint = Field::holding(fields.text("complaint")?.trim());
    if again.complaint.value.is_empty() {
        again.complaint.error = Some(language.complaining().status_empty.to_owned());
    } else if again.complaint.value.chars().count() > LONGEST_MESSAGE {
        again.complaint.error = Some(too_long(language));
    }
    let Ok(contact) = check::read(IdentifierKind::EMAIL, &again.email.value) else {
        again.email.error = Some(language.public().wrong.email.to_owned());
        return page_again(&again);
    };
    if again.complaint.error.is_some() {
        return page_again(&again);
    }
    if receive_once::before(&desk, state).await?.is_none() {
        match count(&desk, request).await {
            Err(CaseError::Limited) => {
                let minutes = wait::minutes(desk.now());
                again.complaint.error = Some(language.complaining().too_many.with(minutes));
                return page_too_often(&desk, &again);
            }
            counted => counted?,
        }
    }
    let written_to = contact.value().to_owned();
    let text = again.complaint.value;
    let complaining = Complaining { contact, text, language, channel: Channel::Web, received_on: None };
    let receipt = receive::from_person(&desk, state, complaining).await?;
    page(&Sent {
        frame: frame(&desk, language, "/complaint", PublicPlace::Elsewhere),
        reference: receipt.reference,
        access_code: receipt.access_code.for_people().to_string(),
        reach: Reach::of(&written_to),
        contact: written_to,
        due_on: date::date(receipt.due_on, language),
        wishes: Vec::new(),
    })
}

fn form(desk: &Desk, language: Language, state: String) -> ComplaintForm {
    ComplaintForm {
        frame: frame(desk, language, "/complaint", PublicPlace::Elsewhere),
        state,
        email: Field::default(),
        complaint: Field::default(),
    }
}
