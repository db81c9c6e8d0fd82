//! The files of an answer, behind two proofs: a fresh link from the mailbox, and the access code.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_vault::token::UrlToken;

use super::{
    look::{frame, frame_here, in_language, page, page_again, see_other},
    status::to_door,
    visitor::{Here, Maybe},
};
use crate::{
    archive::{self, state::State},
    casework::{error::CaseError, fetch},
    desk::Desk,
    ticket::intake::Delivery,
    web::{
        cookie::Jar,
        fields::Fields,
        page::{
            field::Field,
            frame::PublicPlace,
            public::files::{AskCode, Files, Gone, Locked, Part, PastDownload},
        },
    },
    words::{date, language::Language, number},
};

/// The page behind the link: asks for the access code. Looking changes nothing; a link that is none looks the same.
#[handler]
pub fn ask(desk: Data<&Arc<Desk>>, language: Data<&Language>, Path(token): Path<String>) -> Result<Response> {
    page(&ask_code(&desk, **language, token))
}

fn ask_code(desk: &Desk, language: Language, token: String) -> AskCode {
    let frame = frame(desk, language, &format!("/files/{token}"), PublicPlace::Check);
    AskCode { frame, token, access_code: Field::default() }
}

/// The access code, and with it the link is used.
#[handler]
pub async fn prove(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response> {
    let fields = fields.only(&["access_code"])?;
    let proved = match UrlToken::parse(&token) {
        Some(token) => fetch::enter_by_link(&desk, &token, fields.one("access_code")?).await,
        None => Err(CaseError::NotFound),
    };
    match proved {
        Ok(cookie) => {
            let mut response = see_other(&in_language(**language, "/files"));
            response.headers_mut().append("set-cookie", Jar::Case.set(&cookie));
            Ok(response)
        }
        Err(CaseError::NotFound) => {
            let mut again = ask_code(&desk, **language, token);
            again.access_code = Field::wrong("", language.public().wrong.wrong_own_code);
            page_again(&again)
        }
        Err(other) => Err(other.into()),
    }
}

/// The files, for somebody who has shown both proofs.
#[handler]
pub async fn own(desk: Data<&Arc<Desk>>, language: Data<&Language>, Maybe(here): Maybe) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    if !here.visitor.has_proved_mailbox() {
        return Ok(see_other(&in_language(**language, "/status/view")));
    }
    let frame = frame_here(&desk, **language, &here, "/files");
    let id = here.visitor.opened.ticket.id;
    let built = archive::store::current(&desk.db, id).await.map_err(CaseError::from)?;
    match built {
        Some(built) if built.state == State::Released => page(&files(&desk, **language, &here, &built).await?),
        Some(_) | None => page(&Gone { frame }),
    }
}

async fn files(
    desk: &Desk,
    language: Language,
    here: &Here,
    built: &archive::entity::Model,
) -> Result<Files, CaseError> {
    let opened = &here.visitor.opened;
    let zone = desk.config.time_zone();
    let name = format!("{}.zip", opened.ticket.reference);
    let past = archive::store::downloads(&desk.db, built.id).await?;
    Ok(Files {
        frame: frame_here(desk, language, here, "/files"),
        token: "own".to_owned(),
        reference: opened.ticket.reference.clone(),
        until: built.expires_at.map(|until| date::date(desk.day_of(until), language)).unwrap_or_default(),
        downloads_left: u32::try_from(built.downloads_left).unwrap_or(0),
        parts: vec![Part {
            name: name.clone(),
            size: number::size(u64::try_from(built.bytes).unwrap_or(0), language),
            sha256: built.sha256.clone().unwrap_or_default(),
            href: in_language(language, "/files/archive"),
        }],
        past: past
            .iter()
            .rev()
            .map(|download| PastDownload {
                at: date::moment(download.at.with_timezone(&zone).naive_local(), language),
                from: String::new(),
                part: name.clone(),
            })
            .collect(),
        passphrase: match opened.ticket.delivery {
            Delivery::Attachment => fetch::passphrase(opened, built)?,
            Delivery::Link => None,
        },
    })
}

/// "This wasn't me."
#[handler]
pub async fn lock(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    here.fields(&desk, fields, &[])?;
    fetch::not_me(&desk, &here.visitor).await?;
    let mut response = page(&Locked { frame: frame(&desk, **language, "/files", PublicPlace::Check) })?;
    response.headers_mut().append("set-cookie", Jar::Case.clear());
    Ok(response)
}
