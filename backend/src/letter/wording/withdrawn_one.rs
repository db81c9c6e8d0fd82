//! The person took one of several requests back.

use super::{rendered::written, sender::Sender};

/// Says which one we stopped working on, and which go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnOne {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day, written out.
    pub withdrawn_on: String,
    /// What was taken back.
    pub taken_back: Vec<String>,
    /// What goes on.
    pub others: Vec<String>,
    /// Whether anything had begun to be erased for it by then.
    pub has_begun: bool,
    /// Whether what is erased now is erased without a copy.
    pub gives_up_copy: bool,
}

written!(WithdrawnOne, "letters/en/withdrawn_one.txt", "letters/fr/withdrawn_one.txt", "letters/de/withdrawn_one.txt");
