//! To the person who asked: which recipients were told, and which could not be (Art. 19, last sentence).

use super::{rendered::written, sender::Sender};

/// Recipients stand here by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientsReply {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// A line for each recipient: told, confirmed, or why not.
    pub recipients: Vec<String>,
}

written!(
    RecipientsReply,
    "letters/en/recipients_reply.txt",
    "letters/fr/recipients_reply.txt",
    "letters/de/recipients_reply.txt"
);
