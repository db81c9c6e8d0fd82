//! Somebody else decides about this data who is no customer of ours: whom to ask, and that we passed nothing on.

use super::{rendered::written, sender::Sender};

/// We decide nothing about it, and have told nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectElsewhere {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received_on: String,
    /// What was asked for.
    pub wishes: Vec<String>,
    /// Whom to ask.
    pub whom: String,
    /// Whom one can complain to.
    pub remedies: Vec<String>,
}

written!(
    RedirectElsewhere,
    "letters/en/redirect_elsewhere.txt",
    "letters/fr/redirect_elsewhere.txt",
    "letters/de/redirect_elsewhere.txt"
);
