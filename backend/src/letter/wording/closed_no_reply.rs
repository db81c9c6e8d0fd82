//! Nobody replied, and the request is closed: what was asked, when, and how it is opened again (ICO, Right of access, p. 36).

use super::{rendered::written, sender::Sender};

/// It is no refusal: whoever replies goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedNoReply {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// What was asked, in the words of staff.
    pub asked: String,
    /// When, written out.
    pub asked_on: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    ClosedNoReply,
    "letters/en/closed_no_reply.txt",
    "letters/fr/closed_no_reply.txt",
    "letters/de/closed_no_reply.txt"
);
