//! The person's account was closed while a request of theirs is open: by when it is erased, and what comes before.

use super::{rendered::written, sender::Sender};

/// Sent when the desk hears of the closing. It does not name the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deactivated {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which it was closed, written out.
    pub on: String,
    /// The last of the thirty days, written out.
    pub by: String,
}

written!(Deactivated, "letters/en/deactivated.txt", "letters/fr/deactivated.txt", "letters/de/deactivated.txt");
