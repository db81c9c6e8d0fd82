//! A lock on the person's data ends: told before it does (Art. 18(3)).

use super::{rendered::written, sender::Sender};

/// Sent so many days before the end that the person can still say something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestrictionLift {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Since when it is locked, written out.
    pub since: String,
    /// The day on which the lock ends, written out.
    pub ends_on: String,
    /// Why, and what happens then, in the words of staff.
    pub why: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    RestrictionLift,
    "letters/en/restriction_lift.txt",
    "letters/fr/restriction_lift.txt",
    "letters/de/restriction_lift.txt"
);
