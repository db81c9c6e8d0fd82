//! What every public page needs: its frame, and becoming an answer.

use askama::Template;
use poem::{IntoResponse, Response, Result, http::StatusCode, web::Html};

use super::visitor::Here;
use crate::{
    casework::{accounts::sweep::scope, error::CaseError},
    desk::Desk,
    web::{
        page::frame::{PublicFrame, PublicPlace},
        wait,
    },
    words::language::Language,
};

/// The frame of a page at `path`.
pub fn frame(desk: &Desk, language: Language, path: &str, place: PublicPlace) -> PublicFrame {
    let about = &desk.config.desk;
    let frame = PublicFrame::new(language, &about.organisation, &about.contact, path, place);
    if scope::has_figures(desk) { frame.with_figures() } else { frame }
}

/// The page as an answer.
pub fn page(page: &impl Template) -> Result<Response> {
    Ok(Html(page.render().map_err(CaseError::fault)?).into_response())
}

/// The page as an answer to something that was not right: the person sees what, and nothing is lost.
pub fn page_again(again: &impl Template) -> Result<Response> {
    let mut response = page(again)?;
    response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(response)
}

/// The page as an answer to somebody who came too often: what they wrote stands in it still.
pub fn page_too_often(desk: &Desk, again: &impl Template) -> Result<Response> {
    let mut response = page(again)?;
    response.set_status(StatusCode::TOO_MANY_REQUESTS);
    Ok(wait::told(response, desk.now()))
}

/// Off to another page, by GET.
pub fn see_other(path: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header("location", path).finish()
}

/// Back to the page of the person's own request.
pub fn to_status(language: Language) -> Response {
    see_other(&in_language(language, "/status/view"))
}

/// Where somebody without a session goes.
pub fn to_door(language: Language) -> Response {
    see_other(&in_language(language, "/status"))
}

/// A path in one language.
pub fn in_language(language: Language, path: &str) -> String {
    format!("/{}{path}", language.code())
}

/// The frame of a page behind the cookie.
pub fn frame_here(desk: &Desk, language: Language, here: &Here, path: &str) -> PublicFrame {
    frame(desk, language, path, PublicPlace::Check).behind_cookie(&here.form_token)
}
