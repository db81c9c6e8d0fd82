//! Who writes, and what was asked: what most letters have in common.

use crate::{rights::right::Right, words::language::Language};

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// The address of the status page, in the letter's language.
    pub status_url: String,
}

/// What the person asked for, in the words of the form; and which part of an erasure, if a part only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes(pub Vec<Right>, pub Option<String>);

impl Wishes {
    /// One line for each right.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let line = |right: &Right| {
            let plain = language.public().rights.of(*right).plain;
            match &self.1 {
                Some(part) if *right == Right::Erasure => format!("{plain} ({part})"),
                Some(_) | None => plain.to_owned(),
            }
        };
        self.0.iter().map(line).collect()
    }
}
