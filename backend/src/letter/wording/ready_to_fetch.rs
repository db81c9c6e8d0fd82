//! The answer lies ready to be fetched.

use super::{rendered::written, sender::Sender};

/// It names a page, never the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyToFetch {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Where the files are fetched; the access code is asked there.
    pub link: String,
    /// The last day, written out.
    pub until: String,
    /// The ways to complain: some things may be left out of the answer.
    pub remedies: Vec<String>,
}

written!(
    ReadyToFetch,
    "letters/en/ready_to_fetch.txt",
    "letters/fr/ready_to_fetch.txt",
    "letters/de/ready_to_fetch.txt"
);
