//! A request is refused (Art. 12(4)): which, why and on what ground, and whom one can turn to.

use super::{rendered::written, sender::Sender};

/// Sent with the answer to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refuse {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What is refused.
    pub wishes: Vec<String>,
    /// The facts in the words of staff, and each ground with its article.
    pub text: String,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(Refuse, "letters/en/refuse.txt", "letters/fr/refuse.txt", "letters/de/refuse.txt");
