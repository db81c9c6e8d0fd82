//! Which days are working days, and where that is written down.
//!
//! Saturdays and Sundays never are; the other days of rest come from a calendar, which is data: two are compiled in
//! (`calendars/*.toml`), a file of the same form can take the place of either, and single days can be added, for a
//! coronation is announced when the program is long built.
//!
//! A calendar knows a span of years. Beyond it only weekends are days of rest, which can make a date too early but never too late.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::regime::Law;

/// Why a day is no working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// A Saturday.
    Saturday,
    /// A Sunday.
    Sunday,
    /// A public holiday, by the name that its own place gives it.
    Holiday(String),
}

/// The days of rest of one place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    place: String,
    source: String,
    holidays: BTreeMap<NaiveDate, String>,
    /// Apart from the others, because a single day says nothing of the year around it.
    #[serde(skip)]
    one_off: BTreeMap<NaiveDate, String>,
}

impl Calendar {
    /// Reads a calendar from TOML: `place`, `source`, and a table `holidays` of lines such as `2026-04-03 = "Good Friday"`.
    pub fn parse(text: &str) -> Result<Self, NotACalendar> {
        let calendar: Self = toml::from_str(text).map_err(Box::new)?;
        if calendar.holidays.is_empty() { Err(NotACalendar::Empty) } else { Ok(calendar) }
    }

    /// The bank holidays of England and Wales that are compiled in.
    pub fn england_and_wales() -> Self {
        Self::parse(include_str!("calendars/england_and_wales.toml")).expect("a test reads this very file")
    }

    /// The public holidays of metropolitan France that are compiled in.
    pub fn france() -> Self {
        Self::parse(include_str!("calendars/france.toml")).expect("a test reads this very file")
    }

    /// The same calendar with one more day of rest.
    #[must_use]
    pub fn with_one_off(mut self, day: NaiveDate, name: impl Into<String>) -> Self {
        self.one_off.insert(day, name.into());
        self
    }

    /// The place whose days of rest these are.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Where the days are taken from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Why nobody works on this day, or `None` on a working day. A public holiday goes before a weekend.
    pub fn why_at_rest(&self, day: NaiveDate) -> Option<Rest> {
        self.holiday(day).map(|name| Rest::Holiday(name.to_owned())).or_else(|| weekend(day))
    }

    fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.get(&day).or_else(|| self.one_off.get(&day)).map(String::as_str)
    }

    /// Whether people work on this day.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        weekend(day).is_none() && self.holiday(day).is_none()
    }

    /// This day if it is a working day, or else the next one that is.
    pub fn working_day_from(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_working_day(day) {
            match day.succ_opt() {
                Some(next) => day = next,
                None => break,
            }
        }
        day
    }

    /// Whether the public holidays of this year are known.
    pub fn knows(&self, year: i32) -> bool {
        let first = self.holidays.keys().next().map(Datelike::year);
        let last = self.holidays.keys().next_back().map(Datelike::year);
        first.is_some_and(|first| first <= year) && last.is_some_and(|last| year <= last)
    }
}

fn weekend(day: NaiveDate) -> Option<Rest> {
    match day.weekday() {
        Weekday::Sat => Some(Rest::Saturday),
        Weekday::Sun => Some(Rest::Sunday),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => None,
    }
}

/// The calendars that the desk reckons with, one for each law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendars {
    /// For UK law: where the UK company acts.
    pub uk: Calendar,
    /// For EU law: where the company in the Union acts.
    pub eu: Calendar,
}

impl Calendars {
    /// England and Wales for UK law, metropolitan France for EU law.
    pub fn built_in() -> Self {
        Self { uk: Calendar::england_and_wales(), eu: Calendar::france() }
    }

    /// The calendar for this law.
    pub fn of(&self, law: Law) -> &Calendar {
        match law {
            Law::Uk => &self.uk,
            Law::Eu => &self.eu,
        }
    }
}

/// A file that cannot serve as a calendar.
#[derive(Debug, thiserror::Error)]
pub enum NotACalendar {
    /// It is not TOML, or not of the form that [`Calendar::parse`] describes.
    #[error("the calendar cannot be read")]
    Unreadable(#[from] Box<toml::de::Error>),
    /// It names no holiday at all, so that it must be a mistake.
    #[error("the calendar names no public holiday")]
    Empty,
}

#[cfg(test)]
mod tests {
    use chrono::{Days, Months};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Easter Sunday by the rule of Meeus, Jones and Butcher.
    fn easter(year: i32) -> NaiveDate {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = u32::try_from(h + l - 7 * m + 114).unwrap();
        NaiveDate::from_ymd_opt(year, n / 31, n % 31 + 1).unwrap()
    }

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn last_monday(year: i32, month: u32) -> NaiveDate {
        let end = date(year, month, 1) + Months::new(1) - Days::new(1);
        end - Days::new(end.weekday().num_days_from_monday().into())
    }

    #[test]
    fn the_french_calendar_is_what_the_labour_code_says() {
        let calendar = Calendar::france();
        for year in 2024..=2030 {
            let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
            let mut expected: Vec<_> = fixed.into_iter().map(|(month, day)| date(year, month, day)).collect();
            expected.extend([1, 39, 50].map(|after| easter(year) + Days::new(after)));
            expected.sort();
            let found: Vec<_> = calendar.holidays.keys().copied().filter(|day| day.year() == year).collect();
            assert_eq!(found, expected);
        }
        assert!(calendar.knows(2024) && calendar.knows(2030) && !calendar.knows(2031));
    }

    #[test]
    fn the_english_calendar_has_every_bank_holiday_and_its_substitute() {
        let calendar = Calendar::england_and_wales();
        for year in 2024..=2030 {
            let first_of_may = date(year, 5, 1);
            let early_may =
                first_of_may + Days::new((7 - u64::from(first_of_may.weekday().num_days_from_monday())) % 7);
            let mut expected = vec![
                first_weekday_from(date(year, 1, 1)),
                easter(year) - Days::new(2),
                easter(year) + Days::new(1),
                early_may,
                last_monday(year, 5),
                last_monday(year, 8),
            ];
            let (christmas, boxing) = (date(year, 12, 25), date(year, 12, 26));
            expected.extend(match christmas.weekday() {
                Weekday::Fri => [christmas, date(year, 12, 28)],
                Weekday::Sat => [date(year, 12, 27), date(year, 12, 28)],
                Weekday::Sun => [boxing, date(year, 12, 27)],
                _ => [christmas, boxing],
            });
            let on_weekdays = |day: &NaiveDate| day.year() == year && !weekend(*day);
            let found: Vec<_> = calendar.holidays.keys().copied().filter(on_weekdays).collect();
            assert_eq!(found, expected);
        }
        assert!(calendar.knows(2024) && calendar.knows(2030) && !calendar.knows(2031));
    }

    fn weekend(day: NaiveDate) -> bool {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The first day from this one on that is not of the weekend: where a substitute holiday goes.
    fn first_weekday_from(mut day: NaiveDate) -> NaiveDate {
        while weekend(day) {
            day = day.succ_opt().unwrap();
        }
        day
    }

    #[test]
    fn a_day_of_rest_says_why() {
        let calendar = Calendar::england_and_wales();
        assert_eq!(calendar.why_at_rest(day("2026-04-03")), Some(Rest::Holiday("Good Friday".into())));
        assert_eq!(calendar.why_at_rest(day("2026-04-04")), Some(Rest::Saturday));
        assert_eq!(calendar.why_at_rest(day("2026-04-07")), None);
        assert_eq!(calendar.working_day_from(day("2026-04-03")), day("2026-04-07"));
        assert_eq!(calendar.working_day_from(day("2026-04-07")), day("2026-04-07"));
    }

    #[test]
    fn a_day_announced_later_can_be_added_and_a_calendar_replaced() {
        let coronation = day("2027-05-10");
        let calendar = Calendar::england_and_wales();
        assert!(calendar.is_working_day(coronation));
        assert!(!calendar.with_one_off(coronation, "Coronation").is_working_day(coronation));
        let own = "place = 'Here'\nsource = 'us'\n[holidays]\n2026-08-03 = 'Founders’ day'";
        assert_eq!(
            Calendar::parse(own).unwrap().why_at_rest(day("2026-08-03")),
            Some(Rest::Holiday("Founders’ day".into()))
        );
    }

    #[test]
    fn a_calendar_with_a_mistake_is_refused() {
        for wrong in [
            "",
            "place = 'x'\nsource = 'y'\n[holidays]\n",
            "place = 'x'\nsource = 'y'\n[holidays]\n2026-02-30 = 'z'",
            "place = 'x'\nsource = 'y'\n[holidays]\n2026-01-01 = 'z'\n2026-01-01 = 'z'",
            "place = 'x'\nsource = 'y'\nhollidays = 3\n[holidays]\n2026-01-01 = 'z'",
        ] {
            assert!(Calendar::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
