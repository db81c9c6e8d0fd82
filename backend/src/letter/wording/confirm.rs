//! The first letter: was this you?

use super::{rendered::written, sender::Sender};

/// It goes to the address of the form before anybody knows whose it is; so it says nothing about the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// Who writes.
    pub sender: Sender,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which somebody asked, written out.
    pub asked_on: String,
    /// What was asked.
    pub wishes: Vec<String>,
    /// The link to the page with the button.
    pub link: String,
    /// Whether the address is left out of advertising already: then it is not so that nothing happens.
    pub is_listed: bool,
    /// For how many hours the link works.
    pub hours: u32,
}

written!(Confirm, "letters/en/confirm.txt", "letters/fr/confirm.txt", "letters/de/confirm.txt");
