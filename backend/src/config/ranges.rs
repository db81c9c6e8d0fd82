//! What the numbers of the configuration may be. Most are added to a day or a moment, and no calendar reaches as far as a number can;
//! some would keep everybody out at nought, or let everybody in.

use std::ops::RangeInclusive;

use super::file::Config;

/// A hundred years, in days.
const DAYS: RangeInclusive<i64> = 1..=36_500;

/// How often something may happen in an hour or a day.
const TIMES: RangeInclusive<i64> = 1..=2_147_483_647;

/// The numbers that are out of their range: the key, and the range in words.
pub fn wrong(config: &Config) -> Vec<(&'static str, String)> {
    let (work, archive, limits) = (&config.work, &config.archive, &config.limits);
    let large = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let numbers = [
        ("work.attempts", i64::from(work.attempts), 1..=1_000),
        ("work.workers", i64::from(work.workers), 1..=1_000),
        ("work.call_seconds", large(work.call_seconds), 1..=86_400),
        ("archive.days", archive.days, DAYS),
        ("archive.downloads", i64::from(archive.downloads), TIMES),
        ("limits.mails_per_address_and_hour", i64::from(limits.mails_per_address_and_hour), TIMES),
        ("limits.mails_per_address_and_day", i64::from(limits.mails_per_address_and_day), TIMES),
        ("limits.forms_per_source_and_hour", i64::from(limits.forms_per_source_and_hour), TIMES),
        ("limits.forms_per_source_and_day", i64::from(limits.forms_per_source_and_day), TIMES),
        ("limits.mails_per_hour", i64::from(limits.mails_per_hour), TIMES),
        ("limits.code_tries_per_hour", i64::from(limits.code_tries_per_hour), TIMES),
        ("limits.sign_in_tries_per_hour", i64::from(limits.sign_in_tries_per_hour), TIMES),
        ("limits.unconfirmed_hours", limits.unconfirmed_hours, 1..=876_000),
        ("limits.unconfirmed_days_by_hand", limits.unconfirmed_days_by_hand, DAYS),
        ("limits.lifted_hold_days", limits.lifted_hold_days, DAYS),
        ("questions.prompt_days", large(config.questions.prompt_days), 0..=36_500),
        ("questions.close_after_months", i64::from(config.questions.close_after_months), 1..=120),
        ("notices.wait_minutes", config.notices.wait_minutes, 0..=525_600),
        ("notices.answer_days", config.notices.answer_days, DAYS),
        ("deactivation.pause_seconds", config.deactivation.pause_seconds, 0..=86_400),
        ("deactivation.search_minutes", config.deactivation.search_minutes, 0..=525_600),
    ];
    let wrong = numbers.into_iter().filter(|(_, number, range)| !range.contains(number));
    wrong.map(|(key, _, range)| (key, format!("this must be between {} and {}", range.start(), range.end()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../rightsdesk.example.toml");

    #[test]
    fn each_number_has_a_least_and_a_most() {
        for (line, table, too_small, too_large) in [
            ("unconfirmed_hours = 72", "limits", "0", "9223372036854775807"),
            ("unconfirmed_days_by_hand = 30", "limits", "0", "36501"),
            ("lifted_hold_days = 30", "limits", "-1", "106751991168"),
            ("forms_per_source_and_hour = 10", "limits", "0", ""),
            ("mails_per_hour = 200", "limits", "-1", ""),
            ("code_tries_per_hour = 10", "limits", "0", ""),
            ("days = 30", "archive", "0", "100000000"),
            ("prompt_days = 7", "questions", "", "18446744073709"),
            ("close_after_months = 1", "questions", "0", "121"),
            ("wait_minutes = 10", "notices", "-1", "9223372036854775807"),
            ("answer_days = 14", "notices", "0", "9223372036854775807"),
            ("pause_seconds = 0", "deactivation", "-1", "9223372036854775807"),
            ("search_minutes = 60", "deactivation", "-1", "9223372036854775807"),
            ("call_seconds = 600", "work", "0", "18446744073709"),
        ] {
            let (key, _) = line.split_once(" = ").expect("a setting");
            let line = format!("\n{line}\n");
            assert!(EXAMPLE.contains(&line), "{key}");
            for number in [too_small, too_large].into_iter().filter(|number| !number.is_empty()) {
                let text = EXAMPLE.replace(&line, &format!("\n{key} = {number}\n"));
                let found = wrong(&toml::from_str(&text).expect("a configuration"));
                let [(at, what)] = found.as_slice() else { panic!("{key} = {number}: {found:?}") };
                assert_eq!(*at, format!("{table}.{key}"));
                assert!(what.starts_with("this must be between "), "{what}");
            }
        }
        assert_eq!(wrong(&toml::from_str(EXAMPLE).expect("a configuration")), []);
    }
}
