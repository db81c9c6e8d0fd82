//! It takes longer (EU GDPR Art. 12(3); UK GDPR Art. 12A(3)): until when, and why.

use super::{rendered::written, sender::Sender};

/// Sent within the first month, or it has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What takes longer.
    pub wishes: Vec<String>,
    /// The new last day, written out.
    pub due_on: String,
    /// Why, in the words of staff.
    pub reasons: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(Extend, "letters/en/extend.txt", "letters/fr/extend.txt", "letters/de/extend.txt");
