//! Data was erased (Art. 17): what went in each system, and what stays, why and until when.

use super::{rendered::written, sender::Sender};

/// Sent with the answer to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FulfilErasure {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Why it was erased, and since when we know: sentences.
    pub because: String,
    /// What staff wrote.
    pub text: String,
    /// What was done, system by system.
    pub done: Vec<InSystem>,
    /// What stays, why and until when, system by system.
    pub stays: Vec<InSystem>,
    /// The systems in which nobody could be looked for.
    pub not_looked: Vec<String>,
    /// By which day no backup has any more what went, written out; none: nothing went.
    pub backups_until: Option<String>,
    /// That recipients are told; empty if there are none.
    pub told: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

/// What is told of one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InSystem {
    /// Its name.
    pub name: String,
    /// A line for each thing.
    pub lines: Vec<String>,
}

written!(
    FulfilErasure,
    "letters/en/fulfil_erasure.txt",
    "letters/fr/fulfil_erasure.txt",
    "letters/de/fulfil_erasure.txt"
);
