//! Accounts by the day of their closing: a column for each of the last days, and where the thirty days stand.

use askama::{Template, filters::HtmlSafe};

use crate::words::{closed_accounts::ClosedAccounts, fill, language::Language, number};

/// The accounts that were closed on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// How many days ago.
    pub days_ago: u16,
    /// Nothing is left of them.
    pub proven: u64,
    /// Something is still to be done.
    pub open: u64,
    /// Proven too late, or not yet though it is late.
    pub late: u64,
}

/// The days after a closing on which something is meant to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turns {
    /// Work begins.
    pub grace: u16,
    /// Staff are told.
    pub alert: u16,
    /// All must be erased.
    pub last: u16,
}

/// The picture.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/closings.html")]
pub struct ClosingsPicture {
    w: &'static ClosedAccounts,
    describe: String,
    columns: Vec<Column>,
    lines: Vec<Line>,
}

/// One day.
#[derive(Clone, Debug)]
struct Column {
    x: i32,
    /// From the ground up: top and height of each piece.
    proven: (i32, i32),
    open: (i32, i32),
    late: (i32, i32),
}

/// A day on which something is meant to happen.
#[derive(Clone, Debug)]
struct Line {
    x: i32,
    y: i32,
    name: &'static str,
    day: u16,
}

/// Days that are drawn.
const DAYS: u16 = 35;
/// How wide a day is, and the column in it.
const STEP: i32 = 20;
const BROAD: i32 = 14;
/// Where columns stand, and how high they may be.
const GROUND: i32 = 190;
const HIGHEST: u64 = 110;
const LEFT: i32 = 10;

impl ClosingsPicture {
    /// Draws the days.
    pub fn new(days: &[Closing], turns: Turns, language: Language) -> Self {
        let w = language.closed_accounts();
        let shown = || days.iter().filter(|day| day.days_ago < DAYS);
        let most = shown().map(|day| day.proven + day.open + day.late).max().unwrap_or(0).max(1);
        let high = |count: u64| match count {
            0 => 0,
            // One account among thousands is still to be seen.
            _ => i32::try_from(count.saturating_mul(HIGHEST) / most).unwrap_or(0).max(3),
        };
        let columns = shown().map(|day| {
            let (proven, open, late) = (high(day.proven), high(day.open), high(day.late));
            Column {
                x: x_of(day.days_ago) + (STEP - BROAD) / 2,
                proven: (GROUND - proven, proven),
                open: (GROUND - proven - open, open),
                late: (GROUND - proven - open - late, late),
            }
        });
        let lines = [(turns.grace, w.grace, 18), (turns.alert, w.alert, 36), (turns.last, w.last_day, 54)];
        let lines = lines.into_iter().filter(|(day, ..)| *day < DAYS);
        let all = |count: fn(&Closing) -> u64| number::count(shown().map(count).sum(), language);
        Self {
            w,
            describe: fill::fill(
                w.picture_about,
                &[
                    &all(|day| day.proven + day.open + day.late),
                    &all(|day| day.proven),
                    &all(|day| day.open),
                    &all(|day| day.late),
                ],
            ),
            columns: columns.collect(),
            lines: lines.map(|(day, name, y)| Line { x: x_of(day), y, name, day }).collect(),
        }
    }

    /// The number of each fifth day, under the columns.
    fn scale(&self) -> Vec<(i32, u16)> {
        (0..DAYS).step_by(5).map(|day| (x_of(day) + STEP / 2, day)).collect()
    }
}

/// Where the column of a day begins; today is on the right.
fn x_of(days_ago: u16) -> i32 {
    LEFT + STEP * i32::from(DAYS - 1 - days_ago.min(DAYS - 1))
}

impl HtmlSafe for ClosingsPicture {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::page::picture::WIDTH;

    const TURNS: Turns = Turns { grace: 7, alert: 25, last: 30 };

    #[test]
    fn columns_keep_within_the_picture_whatever_the_numbers() {
        for count in [0, 1, 7, 100_000, u64::MAX / 4] {
            let days: Vec<_> =
                (0..60).map(|days_ago| Closing { days_ago, proven: count, open: 1, late: count / 2 }).collect();
            for language in Language::ALL {
                let picture = ClosingsPicture::new(&days[..if count > 1_000_000 { 1 } else { 60 }], TURNS, language);
                for column in &picture.columns {
                    assert!(column.x >= 0 && column.x + BROAD <= WIDTH, "{column:?}");
                    assert!(column.late.0 >= 54 && column.proven.0 + column.proven.1 == GROUND, "{column:?}");
                }
                assert!(picture.render().expect("a picture").contains("<title"));
            }
        }
    }

    #[test]
    fn a_single_account_among_thousands_is_seen() {
        let days = [
            Closing { days_ago: 0, open: 100_000, ..Closing::default() },
            Closing { days_ago: 31, late: 1, ..Closing::default() },
        ];
        let picture = ClosingsPicture::new(&days, TURNS, Language::En);
        assert_eq!(picture.columns[1].late.1, 3);
    }
}
