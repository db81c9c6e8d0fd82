//! What one version says: sections, each answering an item that the law lists.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A notice in each language, by its code.
pub type InLanguages = BTreeMap<String, Vec<Section>>;

/// One section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it tells, by a name that stays: `purposes`, `recipients`.
    pub item: String,
    /// Where the law asks for it, such as `13(1)(c), 14(1)(c)`.
    pub article: String,
    /// Its heading.
    pub heading: String,
    /// Its paragraphs, one for each thing.
    pub lines: Vec<String>,
}

/// The hash of a stored content, in lower-case hexadecimal.
pub fn hash(stored: &str) -> String {
    Sha256::digest(stored.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One line that came or went between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The heading of its section.
    pub heading: String,
    /// The line.
    pub line: String,
    /// Whether it came; otherwise it went.
    pub is_new: bool,
}

/// What went and what came, section by section.
pub fn changes(before: &[Section], after: &[Section]) -> Vec<Change> {
    let mut changes = Vec::new();
    let lines = |sections: &[Section], item: &str| {
        sections.iter().find(|section| section.item == item).map(|it| it.lines.clone()).unwrap_or_default()
    };
    for section in before {
        let now = lines(after, &section.item);
        let gone = section.lines.iter().filter(|line| !now.contains(line));
        changes.extend(gone.map(|line| Change { heading: section.heading.clone(), line: line.clone(), is_new: false }));
    }
    for section in after {
        let was = lines(before, &section.item);
        let came = section.lines.iter().filter(|line| !was.contains(line));
        changes.extend(came.map(|line| Change { heading: section.heading.clone(), line: line.clone(), is_new: true }));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(item: &str, lines: &[&str]) -> Section {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Section { item: item.to_owned(), article: String::new(), heading: item.to_uppercase(), lines }
    }

    #[test]
    fn what_went_and_what_came_is_told_and_what_stayed_is_not() {
        let before = [section("recipients", &["Mailer Ltd", "Courier"]), section("retention", &["a year"])];
        let after = [section("recipients", &["Courier", "Printer"]), section("source", &["from you"])];
        let told: Vec<_> = changes(&before, &after).into_iter().map(|it| (it.line, it.is_new)).collect();
        let line = |line: &str, is_new| (line.to_owned(), is_new);
        assert_eq!(
            told,
            [line("Mailer Ltd", false), line("a year", false), line("Printer", true), line("from you", true)]
        );
        assert!(changes(&after, &after).is_empty());
    }
}
