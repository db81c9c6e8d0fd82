//! The line of a deadline: when the request came, where we are, when the answer is due, and the latest day that an
//! extension could bring.

use askama::{Template, filters::HtmlSafe};
use chrono::NaiveDate;

use super::{WIDTH, text_width};
use crate::words::{date, desk::DeskWords, fill::Fill, language::Language};

/// The days that the picture shows. All are civil days in the organisation's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// When the request came in.
    pub received: NaiveDate,
    /// Today, or the day on which the ticket was closed.
    pub today: NaiveDate,
    /// The last day by the regulator's own method.
    pub due: NaiveDate,
    /// The earliest last day on any tenable reading; not drawn when it is the same.
    pub due_safe: NaiveDate,
    /// The last day if the answer is extended; `None` when it cannot be.
    pub latest: Option<NaiveDate>,
}

/// The picture.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/deadline.html")]
pub struct DeadlinePicture {
    w: &'static DeskWords,
    describe: String,
    marks: Vec<Mark>,
    height: i32,
    line: i32,
    start: i32,
    now: i32,
    due: i32,
    latest: Option<i32>,
}

/// A day on the line.
#[derive(Clone, Debug)]
struct Mark {
    shape: &'static str,
    x: i32,
    /// The middle of the label.
    label: i32,
    /// The baseline of the label's first line.
    y: i32,
    name: &'static str,
    day: String,
}

/// Where the line begins and ends.
const LEFT: i32 = 24;
const RIGHT: i32 = WIDTH - 24;
/// A label has two lines and some air.
const LABEL_HEIGHT: i32 = 40;

impl DeadlinePicture {
    /// Draws the days.
    pub fn new(days: &Days, language: Language) -> Self {
        let w = language.desk();
        let end = days.latest.unwrap_or(days.due).max(days.today).max(days.due);
        let span = (end - days.received).num_days().max(1);
        let at = |day: NaiveDate| {
            let passed = (day - days.received).num_days().clamp(0, span);
            LEFT + i32::try_from(i64::from(RIGHT - LEFT) * passed / span).unwrap_or(RIGHT)
        };
        let mut wanted = vec![
            ("received", days.received, w.deadline.received),
            ("due", days.due, w.deadline.due),
            ("today", days.today, w.deadline.today),
        ];
        if days.due_safe != days.due {
            wanted.push(("safe", days.due_safe, w.deadline.due_safe));
        }
        if let Some(latest) = days.latest.filter(|latest| *latest > days.due) {
            wanted.push(("latest", latest, w.deadline.latest));
        }
        let mut taken: Vec<(i32, i32, i32)> = Vec::new();
        let placed: Vec<_> = wanted
            .into_iter()
            .map(|(shape, day, name)| {
                let written = date::day_and_month(day, language);
                let half = text_width(name).max(text_width(&written)) / 2;
                let x = at(day);
                let label = x.clamp(half, WIDTH - half);
                let level = (0..)
                    .find(|level| {
                        taken
                            .iter()
                            .all(|(l, from, to)| l != level || label + half + 8 <= *from || label - half - 8 >= *to)
                    })
                    .unwrap_or(0);
                taken.push((level, label - half, label + half));
                (shape, x, label, level, name, written)
            })
            .collect();
        let levels = taken.iter().map(|(level, ..)| level + 1).max().unwrap_or(1);
        let line = levels * LABEL_HEIGHT + 18;
        let marks = placed
            .into_iter()
            .map(|(shape, x, label, level, name, day)| Mark {
                shape,
                x,
                label,
                y: (levels - 1 - level) * LABEL_HEIGHT + 14,
                name,
                day,
            })
            .collect();
        Self {
            w,
            describe: w.deadline.describe.with2(date::date(days.received, language), date::date(days.due, language)),
            marks,
            height: line + 46,
            line,
            start: LEFT,
            now: at(days.today),
            due: at(days.due),
            latest: days.latest.filter(|latest| *latest > days.due).map(at),
        }
    }

    /// Whether the due day is over.
    fn is_late(&self) -> bool {
        self.now > self.due
    }

    /// The end of what is filled: today, but not beyond the due day.
    fn filled(&self) -> i32 {
        self.now.min(self.due)
    }
}

impl HtmlSafe for DeadlinePicture {}

#[cfg(test)]
mod tests {
    use chrono::Days as Span;

    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
    }

    #[test]
    fn labels_never_touch_whatever_the_day_and_the_language() {
        for language in Language::ALL {
            for passed in 0..120 {
                for extended in [None, Some(NaiveDate::from_ymd_opt(2027, 2, 16).expect("a day"))] {
                    let days = Days {
                        received: day(11, 14),
                        today: day(11, 14) + Span::new(passed),
                        due: day(12, 16),
                        due_safe: day(12, 14),
                        latest: extended,
                    };
                    let picture = DeadlinePicture::new(&days, language);
                    for (place, one) in picture.marks.iter().enumerate() {
                        let half = |mark: &Mark| text_width(mark.name).max(text_width(&mark.day)) / 2;
                        assert!(one.label - half(one) >= 0 && one.label + half(one) <= WIDTH, "{one:?}");
                        for other in &picture.marks[place + 1..] {
                            let apart = (one.label - other.label).abs() >= half(one) + half(other);
                            assert!(apart || one.y != other.y, "{one:?} touches {other:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_request_that_came_today_and_one_that_is_late_are_drawn() {
        let mut days =
            Days { received: day(11, 14), today: day(11, 14), due: day(11, 14), due_safe: day(11, 14), latest: None };
        assert!(!DeadlinePicture::new(&days, Language::En).is_late());
        days.today = day(12, 1);
        let late = DeadlinePicture::new(&days, Language::En);
        assert!(late.is_late());
        assert!(late.render().expect("a picture").contains("<title"));
    }
}
