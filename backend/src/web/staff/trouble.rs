//! The page for staff for an error.

use poem::{Error, IntoResponse, Response, http::StatusCode, web::Redirect};

use super::{
    shown, sign_in,
    signed_in::{SignInFirst, frame_for_nobody},
};
use crate::{
    desk::Desk,
    web::{
        guard::catch::Lost,
        page::{
            desk::trouble::{Trouble, TroublePage},
            frame::DeskPlace,
            public::trouble::Fate,
        },
        problem::Foreign,
        public::trouble::{Shown, come_again, fate},
        wait,
    },
    words::language::Language,
};

/// The page. What is broken is logged with a number, which the page shows. Who is not signed in is led to the door.
pub fn show(desk: &Desk, lost: Lost, error: Error) -> Response {
    if let Some(SignInFirst { next }) = error.downcast_ref::<SignInFirst>() {
        return Redirect::see_other(sign_in::address(next)).into_response();
    }
    let language = Language::negotiate(&lost.accept_language);
    let status = error.status();
    let trouble = match status {
        _ if error.is::<Foreign>() => Trouble::Foreign { address: desk.config.desk.staff_url.clone() },
        StatusCode::FORBIDDEN => Trouble::Denied,
        StatusCode::CONFLICT => Trouble::Changed,
        StatusCode::BAD_REQUEST => Trouble::OldForm,
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Trouble::TooMany { minutes: wait::minutes(desk.now()) },
        status if status.is_client_error() => Trouble::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => Trouble::Away { fate: fate(&lost, &error) },
        _ => {
            let incident = desk.ids.fresh().simple().to_string();
            let error = anyhow::Error::new(Shown(error));
            tracing::error!(incident, path = lost.path, error = format!("{error:#}"), "a page failed");
            let fate = if lost.was_sent { Fate::NotSaved } else { Fate::NothingSent };
            Trouble::Broken { incident, fate }
        }
    };
    let frame = frame_for_nobody(desk, language, DeskPlace::Elsewhere);
    let page = shown::page_with(status, &TroublePage { frame, trouble });
    wait::told(come_again(page.unwrap_or_else(|_| status.into_response())), desk.now())
}
