//! Who writes, and whom one can complain to: what most letters have in common.

use crate::{
    rights::right::Right,
    words::{fill::fill, language::Language},
};

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// The address of the status page, in the letter's language.
    pub status_url: String,
}

/// Whom one can complain to: the authorities of the laws that hold for the ticket, by name and how they are reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorities {
    /// In the United Kingdom, if its law holds.
    pub uk: Option<String>,
    /// In the European Union, if its law holds.
    pub eu: Option<String>,
}

impl Authorities {
    /// The ways to complain, one sentence or two each: to us, to the authorities, to a court.
    pub fn ways(&self, sender: &Sender, language: Language) -> Vec<String> {
        let w = &language.public().remedies;
        let uk = self.uk.as_ref().map(|authority| fill(w.uk, &[authority]));
        let eu = self.eu.as_ref().map(|authority| fill(w.eu, &[authority]));
        let us = fill(w.us, &[&sender.contact]);
        [Some(us), uk, eu, Some(w.court.to_owned())].into_iter().flatten().collect()
    }
}

/// What the person asked for, in the words of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes(pub Vec<Right>);

impl Wishes {
    /// One line for each right.
    pub fn lines(&self, language: Language) -> Vec<&'static str> {
        self.0.iter().map(|right| language.public().rights.of(*right).plain).collect()
    }
}
