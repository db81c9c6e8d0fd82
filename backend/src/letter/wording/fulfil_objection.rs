//! An objection was upheld (Art. 21(1)): what has stopped, and whether the data goes or stays.

use super::{rendered::written, sender::Sender};

/// Sent with the answer to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FulfilObjection {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// The day from which on the data is not used like this, written out.
    pub stopped_on: String,
    /// What staff wrote.
    pub text: String,
    /// The uses that have stopped, a line each; empty if the register lists none.
    pub uses: Vec<String>,
    /// The names of the systems from which everything is erased, for nothing else needs it.
    pub erased: Vec<String>,
    /// What else is done with the data, and on which basis: it stays for that.
    pub stays_for: Vec<String>,
    /// The locks while we decided, a line each.
    pub locks: Vec<String>,
    /// The ways to complain.
    pub remedies: Vec<String>,
}

written!(
    FulfilObjection,
    "letters/en/fulfil_objection.txt",
    "letters/fr/fulfil_objection.txt",
    "letters/de/fulfil_objection.txt"
);
