//! Who are you (Art. 12(6)): why we doubt it, what we need, and that it is no copy of a document.

use super::{rendered::written, sender::Sender};

/// It asks for no more than is needed (Art. 5(1)(c); EDPB 01/2022, 58–79).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyIdentity {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Why we are not sure, in the words of staff.
    pub doubt: String,
    /// What we need, in the words of staff.
    pub needed: String,
    /// The day by which a reply is hoped for, written out.
    pub reply_by: String,
    /// What the question does to the time that we have, a sentence each.
    pub clock: Vec<String>,
}

written!(
    VerifyIdentity,
    "letters/en/verify_identity.txt",
    "letters/fr/verify_identity.txt",
    "letters/de/verify_identity.txt"
);
