//! We have the request: what we understood, and when the answer is due.

use super::{rendered::written, sender::Sender};

/// It follows the confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledge {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// The day by which the person hears from us, written out.
    pub due_on: String,
    /// What we understood.
    pub wishes: Vec<String>,
    /// Whether nothing of it is weighed: nobody decides, it stops.
    pub stops_at_once: bool,
}

written!(Acknowledge, "letters/en/acknowledge.txt", "letters/fr/acknowledge.txt", "letters/de/acknowledge.txt");
