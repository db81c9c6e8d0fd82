//! Days and moments as people write them.
//!
//! Days come from the law as civil dates; moments must already be in the organisation's zone when they arrive here.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::language::Language;

const EN: [&str; 12] = [
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
const FR: [&str; 12] = [
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
const DE: [&str; 12] = [
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
const EN_SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const FR_SHORT: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const DE_SHORT: [&str; 12] =
    ["Jan.", "Febr.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const FR_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DE_DAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

/// A day in full: `14 December 2026`, `14 décembre 2026`, `14. Dezember 2026`; the first of a month is `1er` in French.
pub fn date(day: NaiveDate, language: Language) -> String {
    written(day, language, [&EN, &FR, &DE])
}

/// A day with that of the week: `Monday 14 December 2026`, `lundi 14 décembre 2026`, `Montag, 14. Dezember 2026`.
pub fn with_weekday(day: NaiveDate, language: Language) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    match language {
        Language::En => format!("{} {}", EN_DAYS[weekday], date(day, language)),
        Language::Fr => format!("{} {}", FR_DAYS[weekday], date(day, language)),
        Language::De => format!("{}, {}", DE_DAYS[weekday], date(day, language)),
    }
}

/// A day for a table: `14 Dec 2026`, `14 déc. 2026`, `14. Dez. 2026`.
pub fn short_date(day: NaiveDate, language: Language) -> String {
    written(day, language, [&EN_SHORT, &FR_SHORT, &DE_SHORT])
}

/// A day without its year, for a picture whose years are plain: `14 Dec`, `14 déc.`, `14. Dez.`.
pub fn day_and_month(day: NaiveDate, language: Language) -> String {
    let mut text = short_date(day, language);
    text.truncate(text.len() - 5);
    text
}

/// A moment: `14 November 2026, 09:12`.
pub fn moment(at: NaiveDateTime, language: Language) -> String {
    format!("{}, {}", date(at.date(), language), at.format("%H:%M"))
}

/// A moment for a table: `14 Nov 2026, 09:12`.
pub fn short_moment(at: NaiveDateTime, language: Language) -> String {
    format!("{}, {}", short_date(at.date(), language), at.format("%H:%M"))
}

/// A day for machines, the value of a `datetime` attribute: `2026-12-14`.
pub fn machine_date(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn written(day: NaiveDate, language: Language, months: [&[&str; 12]; 3]) -> String {
    let (number, month, year) = (day.day(), day.month0() as usize, format!("{:04}", day.year()));
    let [en, fr, de] = months;
    match language {
        Language::En => format!("{number} {} {year}", en[month]),
        Language::Fr if number == 1 => format!("1er {} {year}", fr[month]),
        Language::Fr => format!("{number} {} {year}", fr[month]),
        Language::De => format!("{number}. {} {year}", de[month]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn a_day_is_written_as_its_readers_do() {
        let due = day(2026, 12, 14);
        assert_eq!(date(due, Language::En), "14 December 2026");
        assert_eq!(date(due, Language::Fr), "14 décembre 2026");
        assert_eq!(date(due, Language::De), "14. Dezember 2026");
        assert_eq!(short_date(due, Language::De), "14. Dez. 2026");
        assert_eq!(day_and_month(due, Language::Fr), "14 déc.");
        assert_eq!(date(day(2027, 1, 1), Language::Fr), "1er janvier 2027");
        assert_eq!(machine_date(day(2028, 2, 29)), "2028-02-29");
    }

    #[test]
    fn a_moment_has_its_hour() {
        let at = day(2026, 3, 1).and_hms_opt(9, 5, 59).expect("a moment");
        assert_eq!(moment(at, Language::De), "1. März 2026, 09:05");
        assert_eq!(short_moment(at, Language::Fr), "1er mars 2026, 09:05");
    }
}
