//! What do you mean (UK GDPR Art. 12A(5); recital 63): the question, why, and that the request may stay as it is.

use super::{rendered::written, sender::Sender};

/// Nobody has to narrow their request down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clarify {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The exact question.
    pub question: String,
    /// Why it is needed, in the words of staff.
    pub reason: String,
    /// The day by which a reply is hoped for, written out.
    pub reply_by: String,
    /// What the question does to the time that we have, a sentence each.
    pub clock: Vec<String>,
}

written!(Clarify, "letters/en/clarify.txt", "letters/fr/clarify.txt", "letters/de/clarify.txt");
