//! We hold this data for somebody else (Art. 28(3)(e)): who decides, and that and when we passed the request on.

use super::{rendered::written, sender::Sender};

/// We decide nothing about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectProcessor {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What was asked for.
    pub wishes: Vec<String>,
    /// Who decides.
    pub customer: String,
    /// When we passed it on, written out.
    pub passed_on: String,
}

written!(
    RedirectProcessor,
    "letters/en/redirect_processor.txt",
    "letters/fr/redirect_processor.txt",
    "letters/de/redirect_processor.txt"
);
