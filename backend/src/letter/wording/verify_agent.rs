//! May you act for this person (EDPB 01/2022, 80–82; ICO, Right of access, p. 18–21).

use super::{rendered::written, sender::Sender};

/// It goes to whoever asks for somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyAgent {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Why we ask, in the words of staff.
    pub reason: String,
    /// Which authority we need, in the words of staff.
    pub needed: String,
    /// The day by which a reply is hoped for, written out.
    pub reply_by: String,
    /// What the question does to the time that we have, a sentence each.
    pub clock: Vec<String>,
}

written!(VerifyAgent, "letters/en/verify_agent.txt", "letters/fr/verify_agent.txt", "letters/de/verify_agent.txt");
