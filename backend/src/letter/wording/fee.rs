//! This would cost a fee (Art. 12(5), 15(3)): how much, how it was worked out, and that one can withdraw without paying.

use super::{rendered::written, sender::Sender};

/// A fee is the exception: requests are free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Why the request is manifestly excessive, or asks for a further copy, in the words of staff.
    pub reason: String,
    /// How much.
    pub amount: String,
    /// How it was worked out, in the words of staff.
    pub working: String,
    /// The day by which a reply is hoped for, written out.
    pub reply_by: String,
    /// What the question does to the time that we have, a sentence each.
    pub clock: Vec<String>,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(Fee, "letters/en/fee.txt", "letters/fr/fee.txt", "letters/de/fee.txt");
