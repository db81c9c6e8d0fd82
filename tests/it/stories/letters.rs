//! The letters of a story, held against those that were read and approved: `letters/STORY.LANGUAGE.txt`.
//!
//! What is different in every run of the program, or says nothing to its reader, is replaced: references are numbered, and of
//! links only the place is kept. With `STORIES_LETTERS=write` the files are written anew, to be read before they are
//! committed.

use std::{path::PathBuf, sync::Arc};

use rightsdesk::{demo::mailbox::mail::Mail, words::language::Language};

use super::{ada::ADA, town::Town};

/// One letter to Ada, as she reads it: blanks made one, for it is folded at its margin.
pub(super) struct Letter {
    pub(super) subject: String,
    pub(super) words: String,
}

/// Blanks made one, no-break spaces too.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Letter {
    pub(super) fn of(mail: &Mail) -> Self {
        Self { subject: flat(mail.subject()), words: flat(&mail.text()) }
    }

    /// Asserts that it says all of this.
    #[track_caller]
    pub(super) fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            let is_said = self.words.contains(&flat(part)) || self.subject.contains(&flat(part));
            assert!(is_said, "“{part}” is missing in “{}”:\n{}", self.subject, self.words);
        }
        self
    }

    /// Asserts that it says nothing of this.
    #[track_caller]
    pub(super) fn keeps_quiet_about(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(!self.words.contains(&flat(part)), "“{part}” stands in “{}”:\n{}", self.subject, self.words);
        }
        self
    }
}

/// Every letter so far is in her language, and is what was approved for this story.
#[track_caller]
pub(super) fn are_as_approved(town: &Town, story: &str) {
    let language = town.tale.language;
    let greeting = match language {
        Language::En => "Hello,",
        Language::Fr => "Bonjour,",
        Language::De => "Guten Tag,",
    };
    let mails = town.post.mailbox.all();
    for mail in town.post.mailbox.to(ADA) {
        assert!(mail.text().starts_with(greeting), "not in {}: {}", language.code(), mail.text());
    }
    let arrived = told(&mails);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("it/stories/letters");
    let path = path.join(format!("{story}.{}.txt", language.code()));
    if std::env::var_os("STORIES_LETTERS").is_some_and(|it| it == "write") {
        std::fs::write(&path, &arrived).expect("the folder is there");
    }
    let approved = std::fs::read_to_string(&path).unwrap_or_default();
    let mut lines = approved.lines().zip(arrived.lines());
    if let Some((was, is)) = lines.find(|(was, is)| was != is) {
        panic!("{}: approved was\n{was}\nand it is\n{is}\n\nall of it:\n{arrived}", path.display());
    }
    assert_eq!(approved, arrived, "{}", path.display());
}

fn told(mails: &[Arc<Mail>]) -> String {
    let mut text = String::new();
    for mail in mails {
        let to = mail.recipients.join(", ");
        text.push_str(&format!("To: {to}\nSubject: {}\n\n{}\n", mail.subject(), mail.text().trim_end()));
        for attached in mail.attachments() {
            text.push_str(&format!("\n[{}]\n", attached.name));
        }
        text.push_str("\n----\n\n");
    }
    let text = text.replace("\r\n", "\n");
    shortened(&references_numbered(&text))
}

/// `DR-7KQ4-M2XW` becomes `DR-1`, the next reference `DR-2`.
fn references_numbered(text: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    for (at, _) in text.match_indices("DR-") {
        let reference: String = text[at..].chars().take(12).collect();
        if !seen.contains(&reference) {
            seen.push(reference);
        }
    }
    let numbered = seen.iter().enumerate();
    numbered.fold(text.to_owned(), |text, (at, it)| text.replace(it, &format!("DR-{}", at + 1)))
}

/// The last part of a link that is a token, and check sums, become dots.
fn shortened(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let is_token =
            ["/v/", "/files/", "/notices/"].iter().find_map(|place| line.find(place).map(|at| at + place.len()));
        let is_sum = line.len() == 64 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        lines.push(match is_token {
            Some(at) => format!("{}…", &line[..at]),
            None if is_sum => "…".to_owned(),
            None => line.to_owned(),
        });
    }
    lines.join("\n") + "\n"
}
