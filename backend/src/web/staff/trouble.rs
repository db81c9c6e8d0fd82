//! The page for staff for an error.

use askama::Template;
use poem::{Error, IntoResponse, Response, http::StatusCode, web::Html};

use super::super::public::trouble::Shown;
use crate::{
    desk::Desk,
    web::{
        guard::catch::Lost,
        page::{
            desk::trouble::{Trouble, TroublePage},
            frame::{DeskFrame, DeskPlace},
            public::trouble::Fate,
        },
    },
    words::language::Language,
};

/// The page. What is broken is logged with a number, which the page shows.
pub fn show(desk: &Desk, lost: Lost, error: Error) -> Response {
    let language = Language::negotiate(&lost.accept_language);
    let status = error.status();
    let trouble = match status {
        StatusCode::FORBIDDEN => Trouble::Denied,
        StatusCode::CONFLICT => Trouble::Changed,
        StatusCode::TOO_MANY_REQUESTS => Trouble::TooMany,
        status if status.is_client_error() => Trouble::NotFound,
        _ => {
            let incident = desk.ids.fresh().simple().to_string();
            let error = anyhow::Error::new(Shown(error));
            tracing::error!(incident, path = lost.path, error = format!("{error:#}"), "a page failed");
            let fate = if lost.was_sent { Fate::NotSaved } else { Fate::NothingSent };
            Trouble::Broken { incident, fate }
        }
    };
    let frame = DeskFrame {
        language,
        w: language.desk(),
        rights: &language.public().rights,
        organisation: desk.config.desk.organisation.clone(),
        staff: String::new(),
        role: String::new(),
        zone: desk.config.desk.time_zone.clone(),
        place: DeskPlace::Elsewhere,
        form_token: String::new(),
        notice: None,
    };
    match (TroublePage { frame, trouble }).render() {
        Ok(page) => Html(page).with_status(status).into_response(),
        Err(_) => status.into_response(),
    }
}
