//! Pages to read, and paths without a language.

use std::sync::Arc;

use poem::{Request, Response, Result, handler, web::Data};

use super::look::{frame, page, see_other};
use crate::{
    casework::writing::remedies,
    desk::Desk,
    web::page::{
        frame::PublicPlace,
        public::text::{Facts, TextPage},
    },
    words::language::Language,
};

/// Help.
#[handler]
pub fn help(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    page(&TextPage::help(frame(&desk, **language, "/help", PublicPlace::Help)))
}

/// Privacy.
#[handler]
pub fn privacy(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    let retention = desk.config.retention;
    let facts = Facts {
        months: retention.correspondence_months,
        years: retention.register_years,
        remedies: remedies::of(&desk, desk.config.desk.regime, **language),
        officer: desk.config.desk.officer.clone(),
    };
    page(&TextPage::privacy(frame(&desk, **language, "/privacy", PublicPlace::Elsewhere), &facts))
}

/// Accessibility.
#[handler]
pub fn accessibility(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    page(&TextPage::accessibility(frame(&desk, **language, "/accessibility", PublicPlace::Elsewhere)))
}

/// A path without a language leads to the same in the browser's.
#[handler]
pub fn to_own_language(request: &Request) -> Response {
    let language = Language::negotiate(request.header("accept-language").unwrap_or_default());
    see_other(&format!("/{}{}", language.code(), request.original_uri().path()))
}
