//! Somebody has fetched the files for the first time.

use super::{rendered::written, sender::Sender};

/// So that the person notices when it was not them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// When, written out with the hour.
    pub at: String,
}

written!(Fetched, "letters/en/fetched.txt", "letters/fr/fetched.txt", "letters/de/fetched.txt");
