//! Values as the pages for staff show them: times in the desk's zone.

use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use poem::{IntoResponse, Response, Result, http::StatusCode, web::Html};

use crate::{
    casework::error::CaseError,
    desk::Desk,
    words::{date, language::Language},
};

/// Writes times out for one reader.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    zone: chrono_tz::Tz,
    language: Language,
}

impl Times {
    /// In the desk's zone and the reader's language.
    pub fn of(desk: &Desk, language: Language) -> Self {
        Self { zone: desk.config.time_zone(), language }
    }

    fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// `14 November 2026, 09:12`.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        date::moment(self.local(at), self.language)
    }

    /// `14 Nov 2026, 09:12`.
    pub fn short(self, at: DateTime<Utc>) -> String {
        date::short_moment(self.local(at), self.language)
    }

    /// `14 Nov 2026`.
    pub fn short_day_of(self, at: DateTime<Utc>) -> String {
        date::short_date(self.local(at).date(), self.language)
    }

    /// `09:12`, or with its day when that is not today.
    pub fn clock(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let local = self.local(at);
        if local.date() == self.local(now).date() { local.format("%H:%M").to_string() } else { self.short(at) }
    }

    /// `14 Nov 2026`.
    pub fn short_day(self, day: NaiveDate) -> String {
        date::short_date(day, self.language)
    }

    /// `14 November 2026`.
    pub fn day(self, day: NaiveDate) -> String {
        date::date(day, self.language)
    }
}

/// A page.
pub fn page(template: &impl Template) -> Result<Response> {
    page_with(StatusCode::OK, template)
}

/// A page with another status than 200.
pub fn page_with(status: StatusCode, template: &impl Template) -> Result<Response> {
    let html = template.render().map_err(CaseError::fault)?;
    Ok(Html(html).with_status(status).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_another_day_says_so() {
        let times = Times { zone: chrono_tz::Europe::Paris, language: Language::En };
        let now = "2026-11-14T22:30:00Z".parse().unwrap();
        assert_eq!(times.clock(now, now), "23:30");
        assert_eq!(times.clock("2026-11-14T23:05:00Z".parse().unwrap(), now), "15 Nov 2026, 00:05");
    }
}
