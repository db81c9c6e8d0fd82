//! The public page for an error.

use askama::Template;
use poem::{
    Error, IntoResponse, Response,
    http::{HeaderValue, StatusCode, header},
    web::Html,
};

use crate::{
    casework::error::CaseError,
    desk::Desk,
    kernel::database::Away,
    web::{
        guard::catch::Lost,
        page::{
            frame::{PublicFrame, PublicPlace},
            public::trouble::{Fate, Trouble, TroublePage},
        },
        problem::{Foreign, TooManyForms},
        wait,
    },
    words::language::Language,
};

/// The page. What is broken is logged with a number, which the page shows.
pub fn show(desk: &Desk, lost: Lost, error: Error) -> Response {
    let first = lost.path.split('/').nth(1).unwrap_or_default();
    let language = Language::from_code(first).unwrap_or_else(|| Language::negotiate(&lost.accept_language));
    let status = error.status();
    let trouble = match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::GONE => Trouble::NotFound,
        StatusCode::TOO_MANY_REQUESTS => {
            let fate = if error.is::<TooManyForms>() { Fate::NotSaved } else { Fate::NothingSent };
            Trouble::TooMany { minutes: wait::minutes(desk.now()), fate }
        }
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        _ if error.is::<Foreign>() => Trouble::Foreign { address: desk.config.desk.public_url.clone() },
        status if status.is_client_error() => Trouble::OldForm,
        StatusCode::SERVICE_UNAVAILABLE => Trouble::Away { fate: fate(&lost, &error) },
        _ => {
            let incident = desk.ids.fresh().simple().to_string();
            let error = anyhow::Error::new(Shown(error));
            tracing::error!(incident, path = lost.path, error = format!("{error:#}"), "a page failed");
            let fate = if lost.was_sent { Fate::NotSaved } else { Fate::NothingSent };
            Trouble::Broken { incident, fate }
        }
    };
    let house = &desk.config.desk;
    let frame = PublicFrame::new(language, &house.organisation, &house.contact, "/", PublicPlace::Elsewhere);
    match (TroublePage { frame, trouble }).render() {
        Ok(page) => wait::told(come_again(Html(page).with_status(status).into_response()), desk.now()),
        Err(_) => status.into_response(),
    }
}

/// What became of a request that found our database away.
pub fn fate(lost: &Lost, error: &Error) -> Fate {
    tracing::warn!(path = lost.path, "a page found the database away");
    match error.downcast_ref::<CaseError>().and_then(CaseError::away) {
        _ if !lost.was_sent => Fate::NothingSent,
        Some(Away::Untouched) => Fate::NotSaved,
        Some(Away::CutOff) | None => Fate::Unknown,
    }
}

/// Says when to come again to those who find us away.
pub fn come_again(mut page: Response) -> Response {
    if page.status() == StatusCode::SERVICE_UNAVAILABLE {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    page
}

/// The framework's error as one that can be printed with its causes.
#[derive(Debug)]
pub struct Shown(pub Error);

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Shown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.downcast_ref::<CaseError>().and_then(std::error::Error::source)
    }
}
