//! The answer is attached, locked.

use super::{rendered::written, sender::Sender};

/// The passphrase stands on the status page and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The name of the attached file.
    pub file_name: String,
    /// The last day on which the passphrase is shown, written out.
    pub until: String,
    /// The ways to complain: some things may be left out of the answer.
    pub remedies: Vec<String>,
}

written!(Attached, "letters/en/attached.txt", "letters/fr/attached.txt", "letters/de/attached.txt");
