//! A message that staff wrote.

use super::{rendered::written, sender::Sender};

/// The frame is ours, the text is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The name of the member of staff.
    pub by: String,
    /// What they wrote.
    pub text: String,
}

written!(Message, "letters/en/message.txt", "letters/fr/message.txt", "letters/de/message.txt");
