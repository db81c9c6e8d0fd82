//! The data could not be sent to another provider (Art. 20(2)): the person has it themselves.

use super::{rendered::written, sender::Sender};

/// Their package is there to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverFailed {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// To whom it should have gone.
    pub receiver: String,
    /// A fresh link to the package.
    pub link: String,
    /// The last day on which it can be fetched, written out.
    pub until: String,
}

/// Their package is gone and has to be made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverFailedAnew {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// To whom it should have gone.
    pub receiver: String,
}

written!(
    HandoverFailed,
    "letters/en/handover_failed.txt",
    "letters/fr/handover_failed.txt",
    "letters/de/handover_failed.txt"
);
written!(
    HandoverFailedAnew,
    "letters/en/handover_failed_anew.txt",
    "letters/fr/handover_failed_anew.txt",
    "letters/de/handover_failed_anew.txt"
);
