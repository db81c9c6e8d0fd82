//! We looked and found nothing.

use super::{rendered::written, sender::Sender};

/// Says where we looked and what else could be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingHeld {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The names of the systems that were asked.
    pub looked_in: Vec<String>,
    /// The names of those that could not be asked; what is held there is not known.
    pub not_asked: Vec<String>,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(NothingHeld, "letters/en/nothing_held.txt", "letters/fr/nothing_held.txt", "letters/de/nothing_held.txt");
