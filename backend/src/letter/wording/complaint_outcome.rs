//! What came of a complaint: what we found, what we did, and where one can go on to (Data Protection Act 2018 s. 164A(4)–(5)).

use super::{rendered::written, sender::Sender};

/// It ends with the ways to complain to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplaintOutcome {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The case number: `DR-7KQ4-M2XW/1`.
    pub case: String,
    /// The day on which it came, written out.
    pub received_on: String,
    /// What it is about, as a part of a sentence.
    pub about: String,
    /// Whether the person was right, a sentence.
    pub outcome: String,
    /// What we found, in the words of staff.
    pub found: String,
    /// What we did, in the words of staff.
    pub done: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    ComplaintOutcome,
    "letters/en/complaint_outcome.txt",
    "letters/fr/complaint_outcome.txt",
    "letters/de/complaint_outcome.txt"
);
