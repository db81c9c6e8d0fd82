//! The days that a report is about.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// Days, both ends included: requests that were received on one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

/// The first day comes after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the first day comes after the last")]
pub struct Backwards;

impl Span {
    /// From one day to another.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, Backwards> {
        if from <= to { Ok(Self { from, to }) } else { Err(Backwards) }
    }

    /// The year of this day, up to it: what a report is about unless somebody says otherwise.
    pub fn this_year(today: NaiveDate) -> Self {
        Self { from: today.with_day(1).and_then(|day| day.with_month(1)).unwrap_or(today), to: today }
    }

    /// The first day.
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day.
    pub fn to(self) -> NaiveDate {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_in_january_and_no_span_goes_backwards() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(Span::this_year(day("2028-02-29")), Span::new(day("2028-01-01"), day("2028-02-29")).unwrap());
        assert_eq!(Span::new(day("2026-02-02"), day("2026-02-01")), Err(Backwards));
    }
}
