//! You had asked for the same before: it is one request, and its time runs on (EDPB 01/2022, 29).

use super::{rendered::written, sender::Sender};

/// A reminder is no new request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Who writes.
    pub sender: Sender,
    /// The reference of the one that was just confirmed.
    pub reference: String,
    /// The reference of the one that goes on.
    pub first: String,
    /// The day by which the person hears from us, written out.
    pub due_on: String,
}

written!(Merged, "letters/en/merged.txt", "letters/fr/merged.txt", "letters/de/merged.txt");
