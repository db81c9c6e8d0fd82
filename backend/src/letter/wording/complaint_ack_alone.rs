//! A complaint without a request has come and is looked into (Data Protection Act 2018 s. 164A(3)).

use super::{rendered::written, sender::Sender};

/// Sent once the person has confirmed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplaintAckAlone {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The case number: `DR-7KQ4-M2XW/1`.
    pub case: String,
    /// The day on which it came, written out.
    pub received_on: String,
}

written!(
    ComplaintAckAlone,
    "letters/en/complaint_ack_alone.txt",
    "letters/fr/complaint_ack_alone.txt",
    "letters/de/complaint_ack_alone.txt"
);
