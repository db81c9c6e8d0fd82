//! The person's data is not used for direct marketing any more (Art. 21(2)–(3)): no conditions, no weighing.

use super::{rendered::written, sender::Sender};

/// Sent when every system has stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketingStopped {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day, written out.
    pub on: String,
}

written!(
    MarketingStopped,
    "letters/en/marketing_stopped.txt",
    "letters/fr/marketing_stopped.txt",
    "letters/de/marketing_stopped.txt"
);
