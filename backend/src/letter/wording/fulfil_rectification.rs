//! Data was corrected (Art. 16): field by field what became of what the person said, and who else is told.

use super::{rendered::written, sender::Sender};

/// Sent with the answer to the request. It names fields and never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FulfilRectification {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What staff wrote.
    pub text: String,
    /// What was corrected, what was not and why, and which recipients were told: several lines.
    pub changes: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    FulfilRectification,
    "letters/en/fulfil_rectification.txt",
    "letters/fr/fulfil_rectification.txt",
    "letters/de/fulfil_rectification.txt"
);
