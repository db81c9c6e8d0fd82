//! What the numbers of the configuration may be. Most are added to a day or a moment, and no calendar reaches as far as a number can;
//! some would keep everybody out at nought, or let everybody in.

use std::ops::RangeInclusive;

use super::file::{Config, Transport};

/// A hundred years, in days.
const DAYS: RangeInclusive<i64> = 1..=36_500;

/// How often something may happen in an hour or a day.
const TIMES: RangeInclusive<i64> = 1..=2_147_483_647;

/// How many calls, connections or steps there may be at once.
const AT_ONCE: RangeInclusive<i64> = 1..=1_000;

/// How many people may have to agree: no desk has more.
const PEOPLE: RangeInclusive<i64> = 1..=20;

/// What is attached to a mail is held in memory, up to a gigabyte; at nought nothing is attached.
const ATTACHED: RangeInclusive<i64> = 0..=1_073_741_824;

/// The numbers that are out of their range: the key, and the range in words.
pub fn wrong(config: &Config) -> Vec<(&'static str, String)> {
    let (work, archive, limits) = (&config.work, &config.archive, &config.limits);
    let large = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let mut numbers = vec![
        ("database.connections", i64::from(config.database.connections), AT_ONCE),
        ("mail.attach_up_to", large(config.mail.attach_up_to), ATTACHED),
        ("work.attempts", i64::from(work.attempts), 1..=1_000),
        ("work.workers", i64::from(work.workers), AT_ONCE),
        ("work.call_seconds", large(work.call_seconds), 1..=86_400),
        ("erasure.approvals", i64::from(config.erasure.approvals), PEOPLE),
        ("rectification.approvals", i64::from(config.rectification.approvals), PEOPLE),
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
        ("erasure.backup_days", i64::from(config.erasure.backup_days), 0..=3_650),
        ("notices.wait_minutes", config.notices.wait_minutes, 0..=525_600),
        ("notices.answer_days", config.notices.answer_days, DAYS),
        ("deactivation.pause_seconds", config.deactivation.pause_seconds, 0..=86_400),
        ("deactivation.batches_at_once", i64::from(config.deactivation.batches_at_once), 1..=100),
        ("deactivation.search_minutes", config.deactivation.search_minutes, 0..=525_600),
    ];
    if let Transport::Smtp { port, letter_seconds, .. } = &config.mail.transport {
        numbers.push(("mail.transport.smtp.letter_seconds", large(*letter_seconds), 1..=86_400));
        numbers.extend(port.map(|port| ("mail.transport.smtp.port", i64::from(port), 1..=65_535)));
    }
    let between = |range: &RangeInclusive<i64>| format!("this must be between {} and {}", range.start(), range.end());
    let wrong = numbers.iter().filter(|(_, number, range)| !range.contains(number));
    let mut wrong: Vec<_> = wrong.map(|(key, _, range)| (*key, between(range))).collect();
    for system in config.systems.iter().filter(|system| !AT_ONCE.contains(&i64::from(system.parallel))) {
        // There may be many: it is said of which.
        wrong.push(("system.parallel", format!("{}: {}", system.manifest.display(), between(&AT_ONCE))));
    }
    wrong
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
            ("backup_days = 365", "erasure", "", "3651"),
            ("wait_minutes = 10", "notices", "-1", "9223372036854775807"),
            ("answer_days = 14", "notices", "0", "9223372036854775807"),
            ("pause_seconds = 0", "deactivation", "-1", "9223372036854775807"),
            ("search_minutes = 60", "deactivation", "-1", "9223372036854775807"),
            ("call_seconds = 600", "work", "0", "18446744073709"),
            ("workers = 4", "work", "0", "4294967295"),
            ("connections = 10", "database", "0", "4294967295"),
            ("attach_up_to = 10485760", "mail", "", "9223372036854775807"),
            ("batches_at_once = 4", "deactivation", "0", "4294967295"),
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

    #[test]
    fn so_have_those_of_mail_servers_of_systems_and_of_those_who_agree() {
        let smtp = |setting: &str| format!("transport = {{ smtp = {{ host = \"localhost\", {setting} }} }}");
        let by_file = "transport = { directory = { path = \"outbox\" } }";
        let system = |parallel: &str| format!("[[system]]\nmanifest = \"shop.yml\"\nparallel = {parallel}\n[notices]");
        let one = |good: &str, bad: &str| {
            assert_eq!(EXAMPLE.matches(good).count(), 1, "{good}");
            EXAMPLE.replace(good, bad)
        };
        for (text, key) in [
            (one(by_file, &smtp("port = 0")), "mail.transport.smtp.port"),
            (one(by_file, &smtp("letter_seconds = 0")), "mail.transport.smtp.letter_seconds"),
            (one(by_file, &smtp("letter_seconds = 86401")), "mail.transport.smtp.letter_seconds"),
            (one("[notices]", &system("0")), "system.parallel"),
            (one("[notices]", &system("4294967295")), "system.parallel"),
            (one("approvals = 2", "approvals = 0"), "erasure.approvals"),
            (one("approvals = 2", "approvals = 21"), "erasure.approvals"),
            (one("approvals = 1", "approvals = 0"), "rectification.approvals"),
        ] {
            let found = wrong(&toml::from_str(&text).expect("a configuration"));
            let [(at, what)] = found.as_slice() else { panic!("{key}: {found:?}") };
            assert!(*at == key && what.contains("this must be between "), "{at}: {what}");
        }
    }
}
