//! A fresh link to the files, which the person asked for.

use super::{rendered::written, sender::Sender};

/// The link alone opens nothing: the access code is asked behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreshLink {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The link.
    pub link: String,
    /// What is behind it, a sentence.
    pub leads_to: String,
    /// For how many hours it works.
    pub hours: u32,
}

written!(FreshLink, "letters/en/fresh_link.txt", "letters/fr/fresh_link.txt", "letters/de/fresh_link.txt");
