//! The spans during which a period stands still.

use chrono::NaiveDate;

/// A time without progress, from the day of a question to the day of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The day on which it began.
    pub from: NaiveDate,
    /// The day on which it ended, not before `from`; `None` while it lasts.
    pub until: Option<NaiveDate>,
}

/// Spans in the order in which they began; where they overlap they count once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    merged: Vec<Span>,
}

impl Pauses {
    /// Adds a span that began no earlier than those added before.
    pub fn push(&mut self, span: Span) {
        match self.merged.last_mut() {
            Some(last) if last.until.is_none_or(|until| span.from <= until) => {
                last.until = last.until.zip(span.until).map(|(earlier, later)| earlier.max(later));
            }
            _ => self.merged.push(span),
        }
    }

    /// The spans, none of which overlap.
    pub fn spans(&self) -> &[Span] {
        &self.merged
    }

    /// Whether there was never a pause.
    pub fn is_empty(&self) -> bool {
        self.merged.is_empty()
    }

    /// Whether one of the spans has not ended.
    pub fn is_open(&self) -> bool {
        self.merged.iter().any(|span| span.until.is_none())
    }

    /// Whether the period stood still on this day; on the day of an answer it goes on.
    pub fn stands_still(&self, day: NaiveDate) -> bool {
        self.merged.iter().any(|span| span.from <= day && span.until.is_none_or(|until| day < until))
    }

    /// The days of all ended spans after this start, each counted as the difference of its two dates: an answer on the
    /// same day is no pause.
    pub fn days(&self, started_on: NaiveDate) -> u64 {
        self.ended().map(|(from, until)| days_between(from.max(started_on), until)).sum()
    }

    /// The days of all ended spans after this start, the first and the last day of each included.
    pub fn days_inclusive(&self, started_on: NaiveDate) -> u64 {
        // The day before a span does not count and neither does the start, so that a span is counted from the later of both.
        let day_before = |from: NaiveDate| from.pred_opt().unwrap_or(from);
        self.ended().map(|(from, until)| days_between(day_before(from).max(started_on), until)).sum()
    }

    fn ended(&self) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        self.merged.iter().filter_map(|span| Some((span.from, span.until?)))
    }
}

/// From one day to a later one; nothing if it is earlier.
fn days_between(from: NaiveDate, until: NaiveDate) -> u64 {
    u64::try_from((until - from).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn june(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
    }

    fn pauses(spans: &[(u32, u32)]) -> Pauses {
        let mut pauses = Pauses::default();
        for (from, until) in spans {
            pauses.push(Span { from: june(*from), until: Some(june(*until)) });
        }
        pauses
    }

    #[test]
    fn days_are_counted_once() {
        assert_eq!(pauses(&[(5, 9)]).days(june(1)), 4);
        assert_eq!(pauses(&[(5, 9), (6, 7)]).days(june(1)), 4);
        assert_eq!(pauses(&[(5, 9), (7, 12)]).days(june(1)), 7);
        assert_eq!(pauses(&[(5, 9), (11, 12)]).days(june(1)), 5);
        assert_eq!(pauses(&[(5, 5)]).days(june(1)), 0);
    }

    #[test]
    fn by_the_letter_the_first_day_counts_too_but_never_the_start() {
        assert_eq!(pauses(&[(5, 9)]).days_inclusive(june(1)), 5);
        assert_eq!(pauses(&[(5, 9)]).days_inclusive(june(5)), 4);
        assert_eq!(pauses(&[(5, 5)]).days_inclusive(june(1)), 1);
        assert_eq!(pauses(&[(5, 9), (9, 12)]).days_inclusive(june(1)), 8);
        assert_eq!(pauses(&[(5, 9), (10, 12)]).days_inclusive(june(1)), 8);
    }

    #[test]
    fn what_was_over_before_the_start_does_not_count() {
        assert_eq!(pauses(&[(5, 9)]).days(june(7)), 2);
        assert_eq!(pauses(&[(5, 9)]).days(june(20)), 0);
        assert_eq!(pauses(&[(5, 9)]).days_inclusive(june(20)), 0);
    }

    #[test]
    fn a_period_goes_on_with_the_answer() {
        let pauses = pauses(&[(5, 9)]);
        let still: Vec<bool> = [4, 5, 8, 9].map(|day| pauses.stands_still(june(day))).to_vec();
        assert_eq!(still, [false, true, true, false]);
    }

    #[test]
    fn an_open_span_swallows_all_that_follow() {
        let mut pauses = pauses(&[(5, 9)]);
        pauses.push(Span { from: june(11), until: None });
        pauses.push(Span { from: june(20), until: Some(june(21)) });
        assert_eq!(pauses.spans().len(), 2);
        assert!(pauses.is_open());
    }
}
