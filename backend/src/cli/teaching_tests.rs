//! What `--help` says of each command: how it ends, and examples that can be typed.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory, Parser};

use super::arguments::Arguments;

/// Every command that does something, with the words that lead to it.
fn commands(words: &[String], command: &Command, all: &mut Vec<(Vec<String>, Command)>) {
    if !command.is_subcommand_required_set() && !words.is_empty() {
        all.push((words.to_vec(), command.clone()));
    }
    for below in command.get_subcommands() {
        let words = [words, &[below.get_name().to_owned()]].concat();
        commands(&words, below, all);
    }
}

/// What a shell makes of a line.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.push(c),
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c.is_whitespace() => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            None => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// The calls of the program that stand in a help, as they would be typed.
fn calls(help: &str) -> Vec<Vec<String>> {
    let joined = help.replace("\\\n", " ");
    let typed = joined.lines().filter(|line| line.starts_with("  "));
    let parts = typed.flat_map(|line| line.split(['|', '>', ';', '&', '(', ')']));
    let calls = parts.map(str::trim).filter(|part| part.starts_with("rightsdesk "));
    // Where a number and a hash are wanted, the words that stand for them are none.
    calls.map(|call| split(&call.replace("NUMBER:HASH", &format!("1:{}", "0".repeat(64))))).collect()
}

#[test]
fn every_command_says_how_it_ends_and_shows_what_to_type() {
    let mut all = Vec::new();
    commands(&[], &Arguments::command(), &mut all);
    assert!(all.len() >= 35, "{}", all.len());
    for (words, command) in &mut all {
        let name = words.join(" ");
        let below = command.get_after_long_help().unwrap_or_else(|| panic!("{name} teaches nothing")).to_string();
        assert!(below.contains("Exits with 0") && below.contains("with 2 if"), "{name} does not say how it ends");
        assert!(command.get_long_about().is_some(), "{name} has one line only");
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some(), "{name}: nothing is said of {}", argument.get_id());
        }
        let calls = calls(&below);
        let own: Vec<String> = ["rightsdesk".to_owned()].into_iter().chain(words.iter().cloned()).collect();
        assert!(calls.iter().any(|call| call.starts_with(&own)), "{name} shows no call of itself: {calls:?}");
        for call in calls {
            if let Err(error) = Arguments::try_parse_from(&call) {
                panic!("{name} shows what cannot be typed: {call:?}: {error}");
            }
        }
        for line in below.lines().filter(|line| line.starts_with("  ")) {
            assert!(line.chars().count() <= 98, "{name}: a terminal breaks this line: {line}");
        }
    }
    let names: BTreeSet<_> = all.iter().map(|(words, _)| words.join(" ")).collect();
    for name in ["key", "key public", "evidence verify", "system erase", "ledger replay", "staff revoke-token"] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
}

#[test]
fn what_a_plan_is_stands_where_one_is_asked_for() {
    let mut all = Vec::new();
    commands(&[], &Arguments::command(), &mut all);
    let with_plan = |command: &Command| command.get_arguments().any(|argument| argument.get_id() == "plan");
    let asking: Vec<_> = all.iter_mut().filter(|(_, command)| with_plan(command)).collect();
    assert_eq!(asking.len(), 2);
    for (words, command) in asking {
        let help = command.render_long_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [
            "The plan's hash (--plan) is the name of exactly one",
            "prints it in its last line",
            "--plan HASH",
            "with 1 if",
        ] {
            assert!(help.contains(part), "{words:?}: {part} in {help}");
        }
    }
}
