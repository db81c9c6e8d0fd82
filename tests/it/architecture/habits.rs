//! Habits that no compiler holds us to.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::source::{self, Source};

/// The most lines of a file of a program, without the tests at its end.
const LONGEST: usize = 400;

/// Files that may be longer, by the beginning of their path, each with why that is one idea.
const LONG: &[(&str, &str)] = &[
    ("backend/src/words/", "a catalogue is as long as there are words on the pages"),
    ("backend/src/web/page/desk/ticket.rs", "the fields of the page with the most parts"),
];

/// Templates that may print a value without escaping it, each with why that does no harm.
const SAFE: &[(&str, &str)] = &[];

/// Every habit that was not kept.
pub fn check(tree: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let program: BTreeSet<&str> = source::program(tree).map(|source| source.path.as_str()).collect();
    for source in tree {
        let mut tell = |line: usize, what: &str, advice: &str| {
            let (what, advice) = (what.to_owned(), advice.to_owned());
            findings.push(Finding { file: source.path.clone(), line, what, advice });
        };
        if source.path.ends_with(".rs") {
            let code = source.code();
            let is_program = program.contains(source.path.as_str());
            let count = code.lines().count();
            if is_program && count > LONGEST && !LONG.iter().any(|(excused, _)| source.path.starts_with(excused)) {
                tell(count, "this file is too long", "look for the second idea in it, and give that a file of its own");
            }
            for (number, line) in numbered(&code) {
                if is_program && line.contains(".unwrap()") {
                    let advice = "return the error, or `expect` with the proof that there is none";
                    tell(number, "a panic without a reason", advice);
                }
                if line.contains(concat!("#[al", "low")) || line.contains(concat!("#![al", "low")) {
                    tell(number, "a lint is turned off for good", "mend it, or write `#[expect(…, reason = \"…\")]`");
                }
            }
        }
        for (number, line) in numbered(&source.text) {
            if MACHINES.iter().any(|path| line.contains(path)) {
                tell(number, "a path of one machine", "say it relative to the tree, or ask the environment");
            }
            if source.path.starts_with("templates/") && is_unescaped(line) && !is_excused(&source.path) {
                let advice =
                    "print it escaped; if it is markup of our own, say so in SAFE of tests/it/architecture/habits.rs";
                tell(number, "a value is printed unescaped", advice);
            }
        }
    }
    findings
}

/// Beginnings of paths that exist for one person only. In two parts, so that this file does not find itself.
const MACHINES: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("../sh", "ared")];

fn is_unescaped(line: &str) -> bool {
    let line = line.replace(' ', "");
    line.contains("|safe") || line.contains("filtersafe") || line.contains("|escape(\"none\")")
}

fn is_excused(path: &str) -> bool {
    SAFE.iter().any(|(excused, _)| *excused == path)
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}
