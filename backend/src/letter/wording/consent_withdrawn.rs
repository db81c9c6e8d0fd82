//! What rested on the person's consent has stopped (Art. 7(3)), what else rests on another basis, and what is erased.

use super::{rendered::written, sender::Sender};

/// Sent when every system has stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentWithdrawn {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day, written out.
    pub on: String,
    /// What was taken back, as it was asked for.
    pub consent: String,
    /// What else is done with the data where something was found, and on which basis: a line for each.
    pub others: Vec<String>,
    /// The names of the systems from which all of it is erased.
    pub erased: Vec<String>,
}

written!(
    ConsentWithdrawn,
    "letters/en/consent_withdrawn.txt",
    "letters/fr/consent_withdrawn.txt",
    "letters/de/consent_withdrawn.txt"
);
