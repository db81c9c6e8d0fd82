//! The data was sent straight to another provider (Art. 20(2)): to whom, when, and how it can be recognised.

use super::{rendered::written, sender::Sender};

/// Sent once the receiver has said that it has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// To whom.
    pub receiver: String,
    /// When, written out with the hour.
    pub at: String,
    /// How much, in words.
    pub size: String,
    /// The SHA-256 in hexadecimal.
    pub sha256: String,
}

written!(HandedOver, "letters/en/handed_over.txt", "letters/fr/handed_over.txt", "letters/de/handed_over.txt");
