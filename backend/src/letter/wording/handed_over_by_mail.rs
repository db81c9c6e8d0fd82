//! The data was mailed straight to another provider (Art. 20(2)): to whom, when, and how it can be recognised.

use super::{rendered::written, sender::Sender};

/// Sent once the mail server has taken the mail; nobody can say more than that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOverByMail {
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

written!(
    HandedOverByMail,
    "letters/en/handed_over_by_mail.txt",
    "letters/fr/handed_over_by_mail.txt",
    "letters/de/handed_over_by_mail.txt"
);
