//! How many accounts were closed, erased in time, and late: figures for everybody, which name nobody.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::look::{frame, page};
use crate::{
    casework::{accounts::sweep::scope, error::CaseError},
    deactivation::year,
    desk::Desk,
    web::page::{frame::PublicPlace, public::closings::ClosingsPage},
    words::{date::date, fill::Fill, language::Language, number},
};

/// Where it is.
pub const PATH: &str = "/closed-accounts";

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    if !scope::has_figures(&desk) {
        return Err(CaseError::NotFound.into());
    }
    let (language, today) = (**language, desk.today());
    let w = language.closings();
    let year = year::of(&desk.db, today).await.map_err(CaseError::from)?;
    let rows = [
        (w.closed, year.closed),
        (w.reopened, year.reopened),
        (w.in_time, year.in_time),
        (w.open, year.open()),
        (w.late, year.late),
    ];
    page(&ClosingsPage {
        frame: frame(&desk, language, PATH, PublicPlace::Elsewhere),
        w,
        span: w.span.with2(date(year::first_day(today), language), date(today, language)),
        rows: rows.map(|(what, count)| (what, number::count(count, language))).into(),
        is_kept: year.late == 0,
    })
}
