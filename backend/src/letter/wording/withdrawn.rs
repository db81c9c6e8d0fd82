//! The person took the request back.

use super::{rendered::written, sender::Sender};

/// Says that we stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day, written out.
    pub withdrawn_on: String,
    /// Whether anything had begun to be erased by then.
    pub has_begun: bool,
}

written!(Withdrawn, "letters/en/withdrawn.txt", "letters/fr/withdrawn.txt", "letters/de/withdrawn.txt");
