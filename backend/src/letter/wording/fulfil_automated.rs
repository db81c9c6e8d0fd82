//! Decisions by machines (Art. 22; UK 22A–22D): whether there are any, by what logic, what a person decided anew, and how to contest.

use super::{rendered::written, sender::Sender};

/// Sent with the answer to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FulfilAutomated {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What staff wrote.
    pub text: String,
    /// Each decision with its logic, and what came of looking at it again; none: no machine decides alone.
    pub decisions: Vec<String>,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    FulfilAutomated,
    "letters/en/fulfil_automated.txt",
    "letters/fr/fulfil_automated.txt",
    "letters/de/fulfil_automated.txt"
);
