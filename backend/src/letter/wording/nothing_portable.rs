//! Nothing can be taken along: what the right to take data along reaches, and how the person gets at the rest.

use super::{rendered::written, sender::Sender};

/// Says what is held beside it and how to get a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingPortable {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The names of the systems that hold data which the right does not reach.
    pub held_in: Vec<String>,
    /// The names of those in which nothing falls under the right, so that nobody has looked.
    pub not_covered: Vec<String>,
    /// The names of those in which nothing is held.
    pub looked_in: Vec<String>,
    /// The names of those that could not be asked; what is held there is not known.
    pub not_asked: Vec<String>,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    NothingPortable,
    "letters/en/nothing_portable.txt",
    "letters/fr/nothing_portable.txt",
    "letters/de/nothing_portable.txt"
);
