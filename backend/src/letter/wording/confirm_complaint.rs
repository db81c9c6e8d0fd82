//! Somebody complained without a request and gave this address: was it them?

use super::{rendered::written, sender::Sender};

/// With the link to say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmComplaint {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which it came, written out.
    pub complained_on: String,
    /// Where they say so.
    pub link: String,
    /// How long the link works.
    pub hours: u32,
}

written!(
    ConfirmComplaint,
    "letters/en/confirm_complaint.txt",
    "letters/fr/confirm_complaint.txt",
    "letters/de/confirm_complaint.txt"
);
