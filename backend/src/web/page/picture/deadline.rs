//! The line of a deadline: when the request came, where we are, when the answer is due, and the latest day that an
//! extension could bring.

use askama::{Template, filters::HtmlSafe};
use chrono::{Datelike, NaiveDate};

use super::{WIDTH, text_width};
use crate::{
    law::deadline::pause::Span,
    words::{date, desk::DeskWords, fill::Fill, language::Language},
};

/// The days that the picture shows. All are civil days in the organisation's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// When the period waited for the person; one that has not ended waits until today.
    pub paused: Vec<Span>,
}

/// The picture.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/deadline.html")]
pub struct DeadlinePicture {
    w: &'static DeskWords,
    paused: &'static str,
    describe: String,
    marks: Vec<Mark>,
    height: i32,
    line: i32,
    start: i32,
    now: i32,
    due: i32,
    latest: Option<i32>,
    /// From and width of each pause.
    pauses: Vec<(i32, i32)>,
}

/// A day on the line.
#[derive(Clone, Debug)]
struct Mark {
    shape: &'static str,
    x: i32,
    /// How many labels could stand between this label and the line.
    level: i32,
    /// Where the label begins and ends.
    from: i32,
    to: i32,
    /// The baseline of the label's first line.
    y: i32,
    name: &'static str,
    day: String,
}

/// Where a label would best stand.
#[derive(Clone, Copy, Debug)]
enum Side {
    Over,
    Before,
    After,
}

impl Mark {
    /// A mark whose label touches no other label: as low as possible, over its day or else beside it, and where that
    /// can be had within three levels so that no stem passes behind a label.
    fn placed(others: &[Self], side: Side, shape: &'static str, x: i32, name: &'static str, day: String) -> Self {
        let width = text_width(name).max(text_width(&day));
        let (over, before, after) = (x - width / 2, x - width, x);
        let wishes = match side {
            Side::Over => [over, before, after],
            Side::Before => [before, over, after],
            Side::After => [after, over, before],
        }
        .map(|wish| wish.clamp(0, WIDTH - width));
        let candidates = (0..3).flat_map(|level| wishes.map(|from| (level, from)));
        let mark = |(level, from)| Self { shape, x, level, from, to: from + width, y: 0, name, day: day.clone() };
        let free = |mark: &Self| others.iter().all(|other| !mark.overlaps(other));
        let clear = |mark: &Self| others.iter().all(|other| !mark.crosses(other) && !other.crosses(mark));
        let top = others.iter().map(|other| other.level + 1).max().unwrap_or(0);
        candidates
            .clone()
            .map(mark)
            .find(|mark| free(mark) && clear(mark))
            .or_else(|| candidates.map(mark).find(free))
            .unwrap_or_else(|| mark((top, wishes[0])))
    }

    /// Whether the labels touch.
    fn overlaps(&self, other: &Self) -> bool {
        self.level == other.level && self.from < other.to + 6 && other.from < self.to + 6
    }

    /// Whether this mark's stem passes behind the other's label.
    fn crosses(&self, other: &Self) -> bool {
        self.level > other.level && other.from - 3 < self.x && self.x < other.to + 3
    }

    /// The middle of the label.
    fn middle(&self) -> i32 {
        (self.from + self.to) / 2
    }
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
        // The two readings of the due day lie close together, so their labels stand back to back.
        let has_two_readings = days.due_safe != days.due;
        let due_side = if has_two_readings { Side::After } else { Side::Over };
        let mut wanted = vec![(due_side, "due", days.due, w.deadline.due)];
        if has_two_readings {
            wanted.push((Side::Before, "safe", days.due_safe, w.deadline.due_safe));
        }
        wanted.push((Side::Over, "received", days.received, w.deadline.received));
        wanted.push((Side::Over, "today", days.today, w.deadline.today));
        if let Some(latest) = days.latest.filter(|latest| *latest > days.due) {
            wanted.push((Side::Over, "latest", latest, w.deadline.latest));
        }
        // Within one year the year is plain; a line that crosses its end says which is meant.
        let is_one_year = wanted.iter().all(|(_, _, day, _)| day.year() == days.today.year());
        let written =
            |day| if is_one_year { date::day_and_month(day, language) } else { date::short_date(day, language) };
        let mut marks: Vec<Mark> = Vec::new();
        for (side, shape, day, name) in wanted {
            let mark = Mark::placed(&marks, side, shape, at(day), name, written(day));
            marks.push(mark);
        }
        let levels = marks.iter().map(|mark| mark.level + 1).max().unwrap_or(1);
        let line = levels * LABEL_HEIGHT + 18;
        for mark in &mut marks {
            mark.y = (levels - 1 - mark.level) * LABEL_HEIGHT + 14;
        }
        let mut describe =
            w.deadline.describe.with2(date::date(days.received, language), date::date(days.due, language));
        for pause in &days.paused {
            let until = pause.until.map_or_else(|| language.asking().today.to_owned(), |day| date::date(day, language));
            describe.push(' ');
            describe.push_str(&language.asking().describe_pause.with2(date::date(pause.from, language), until));
        }
        Self {
            w,
            paused: language.asking().paused,
            describe,
            pauses: days
                .paused
                .iter()
                .map(|pause| (at(pause.from), at(pause.until.unwrap_or(days.today)) - at(pause.from)))
                // A pause of one day is seen as well.
                .map(|(from, width)| (from, width.max(4)))
                .collect(),
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
    use chrono::Days as Passing;

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
                        today: day(11, 14) + Passing::new(passed),
                        due: day(12, 16),
                        due_safe: day(12, 14),
                        latest: extended,
                        paused: vec![Span { from: day(11, 20), until: None }],
                    };
                    let picture = DeadlinePicture::new(&days, language);
                    assert!(picture.height < 260, "{} high", picture.height);
                    for (place, one) in picture.marks.iter().enumerate() {
                        assert!(one.from >= 0 && one.to <= WIDTH, "{one:?}");
                        for other in &picture.marks[place + 1..] {
                            assert!(!one.overlaps(other), "{one:?} touches {other:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_line_that_crosses_the_end_of_a_year_says_which_year_is_meant() {
        let within = Days {
            received: day(11, 14),
            today: day(11, 20),
            due: day(12, 14),
            due_safe: day(12, 14),
            latest: None,
            paused: Vec::new(),
        };
        let labels = |days: &Days| -> Vec<String> {
            DeadlinePicture::new(days, Language::En).marks.into_iter().map(|mark| mark.day).collect()
        };
        assert!(labels(&within).contains(&"14 Dec".to_owned()), "{:?}", labels(&within));
        assert!(labels(&within).iter().all(|label| !label.contains("2026")), "{:?}", labels(&within));
        let across = Days { latest: NaiveDate::from_ymd_opt(2027, 2, 15), ..within };
        assert!(labels(&across).contains(&"15 Feb 2027".to_owned()), "{:?}", labels(&across));
    }

    #[test]
    fn a_request_that_came_today_and_one_that_is_late_are_drawn() {
        let mut days = Days {
            received: day(11, 14),
            today: day(11, 14),
            due: day(11, 14),
            due_safe: day(11, 14),
            latest: None,
            paused: Vec::new(),
        };
        assert!(!DeadlinePicture::new(&days, Language::En).is_late());
        days.today = day(12, 1);
        let late = DeadlinePicture::new(&days, Language::En);
        assert!(late.is_late());
        assert!(late.render().expect("a picture").contains("<title"));
    }
}
