//! Data is locked because the person asked for it (Art. 18): what, since when, and what may still be done with it.

use super::{rendered::written, sender::Sender};

/// Sent with the answer to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FulfilRestriction {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What staff wrote.
    pub text: String,
    /// What is locked and since when, a line for each lock.
    pub locks: Vec<String>,
    /// What may still be done with it, and that the person hears of it before a lock ends; empty if none stands any more.
    pub meanwhile: Vec<String>,
    /// That recipients are told; empty if there are none.
    pub told: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    FulfilRestriction,
    "letters/en/fulfil_restriction.txt",
    "letters/fr/fulfil_restriction.txt",
    "letters/de/fulfil_restriction.txt"
);
