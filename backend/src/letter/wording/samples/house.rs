//! Whose letters the samples are, and what they have in common.

use chrono::NaiveDate;

use crate::{
    letter::{
        kind::Kind,
        wording::{
            rendered::{Rendered, Wording},
            sender::Sender,
        },
    },
    rights::right::Right,
    words::{date, language::Language},
};

/// The reference that no ticket has.
pub const REFERENCE: &str = "DR-7KQ4-M2XW";

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// Where the public pages are.
    pub public_url: String,
    /// Where the pages for staff are.
    pub staff_url: String,
    /// The ways to complain, in the language of the letters.
    pub remedies: Vec<String>,
}

impl House {
    pub(super) fn sender(&self, language: Language) -> Sender {
        Sender {
            organisation: self.organisation.clone(),
            contact: self.contact.clone(),
            status_url: format!("{}/{}/status", self.public_url.trim_end_matches('/'), language.code()),
        }
    }

    /// The token of the link is made up: it opens nothing.
    pub(super) fn link(&self, language: Language, part: &str) -> String {
        format!("{}/{}/{part}/dG9rZW4", self.public_url.trim_end_matches('/'), language.code())
    }
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Names it: the letter, and which case of it.
    pub name: &'static str,
    /// Which letter.
    pub kind: Kind,
    /// As it goes out.
    pub letter: Rendered,
}

/// Writes one.
pub(super) fn sample(
    name: &'static str,
    kind: Kind,
    letter: &impl Wording,
    language: Language,
) -> askama::Result<Sample> {
    Ok(Sample { name, kind, letter: letter.render(language)? })
}

/// The same, owned.
pub(super) fn reference() -> String {
    REFERENCE.to_owned()
}

/// What was asked for.
pub(super) fn wishes(language: Language) -> Vec<String> {
    let plain = |right| language.public().rights.of(right).plain.to_owned();
    vec![plain(Right::Access), plain(Right::Erasure)]
}

/// Three months after the first of December, the day on which the samples' requests came in.
pub(super) fn three_months_on(language: Language) -> String {
    NaiveDate::from_ymd_opt(2027, 3, 1).map_or_else(String::new, |day| date::date(day, language))
}

/// A day of December 2026, written out.
pub(super) fn day(language: Language, day: u32) -> String {
    NaiveDate::from_ymd_opt(2026, 12, day).map_or_else(String::new, |day| date::date(day, language))
}
