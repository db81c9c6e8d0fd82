//! An answer that staff wrote.

use super::{rendered::written, sender::Sender};

/// The frame is ours, the text is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What this answers.
    pub wishes: Vec<String>,
    /// What staff wrote: the answer, and for what is refused the reason.
    pub text: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(Answer, "letters/en/answer.txt", "letters/fr/answer.txt", "letters/de/answer.txt");
