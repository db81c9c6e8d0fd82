//! The languages that an archive speaks.

use chrono::{Datelike, NaiveDate};

/// The person's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
    /// German.
    German,
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::German];

    /// The code: `en`, `fr`, `de`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
        }
    }

    /// The language of that code, if it is one of ours.
    pub fn by_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// A day in full: `14 December 2026`, `1er décembre 2026`, `14. Dezember 2026`.
    pub fn day(self, day: NaiveDate) -> String {
        let (number, month, year) = (day.day(), day.month0() as usize, day.year());
        match self {
            Self::English => format!("{number} {} {year}", MONTHS_EN[month]),
            Self::French if number == 1 => format!("1er {} {year}", MONTHS_FR[month]),
            Self::French => format!("{number} {} {year}", MONTHS_FR[month]),
            Self::German => format!("{number}. {} {year}", MONTHS_DE[month]),
        }
    }

    /// A number with its thousands apart: `12,345`, `12 345`, `12.345`.
    pub fn number(self, number: u64) -> String {
        let apart = match self {
            Self::English => ',',
            Self::French => '\u{202f}',
            Self::German => '.',
        };
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(apart);
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_are_written_as_people_write_them() {
        let first = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(
            Language::ALL.map(|language| language.day(first)),
            ["1 December 2026", "1er décembre 2026", "1. Dezember 2026"]
        );
        assert_eq!(
            Language::ALL.map(|language| language.number(1_234_567)),
            ["1,234,567", "1\u{202f}234\u{202f}567", "1.234.567"]
        );
        assert_eq!(Language::English.number(999), "999");
        assert_eq!(Language::by_code("de"), Some(Language::German));
        assert_eq!(Language::by_code("xx"), None);
    }
}
