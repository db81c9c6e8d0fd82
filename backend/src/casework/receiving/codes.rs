//! The two codes of a request: the reference that people quote, and the access code that opens it.
//!
//! A form that is sent twice must bring one request in and show the same codes each time, since nobody has seen the
//! answer that was lost. An access code is stored nowhere, so the codes of a form are not looked up but made again: they
//! are a keyed hash of what only that one form carries.

use std::sync::atomic::{AtomicU32, Ordering};

use rightsdesk_vault::{chance::Chance, code::AccessCode, index::BlindIndex, reference::Reference};

use crate::desk::Desk;

/// The codes of one request.
#[derive(Clone, Debug)]
pub struct Codes {
    /// What to quote.
    pub reference: Reference,
    /// What opens the request, together with the reference.
    pub access_code: AccessCode,
}

impl Codes {
    /// New ones.
    pub fn draw(desk: &Desk) -> Self {
        Self::by(&*desk.chance)
    }

    /// Those of a form: `form` is what it carries and no other form does.
    pub fn of_form(desk: &Desk, form: &str) -> Self {
        Self::by(&OfForm { index: &desk.index, form, drawn: AtomicU32::new(0) })
    }

    fn by(chance: &dyn Chance) -> Self {
        Self { reference: Reference::draw(chance), access_code: AccessCode::draw(chance) }
    }
}

/// Bytes that nobody can guess who lacks the master key, and that are the same whenever the form is.
struct OfForm<'a> {
    index: &'a BlindIndex,
    form: &'a str,
    drawn: AtomicU32,
}

impl Chance for OfForm<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        for piece in bytes.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::Relaxed);
            let block = self.index.token_hash("codes of a form", &format!("{number} {}", self.form));
            piece.copy_from_slice(&block[..piece.len()]);
        }
    }
}

/// The keyed hash of an access code.
pub fn access_code_hash(desk: &Desk, code: &AccessCode) -> Vec<u8> {
    desk.index.token_hash("access code", code.canonical()).to_vec()
}

#[cfg(test)]
mod tests {
    use rightsdesk_vault::{
        chance::CountedChance,
        master::{MasterKey, MasterKeys},
    };

    use super::*;

    fn codes(seed: u64, form: &str) -> (String, String) {
        let master = MasterKey::generate(&CountedChance::seeded(seed));
        let index = BlindIndex::new(&MasterKeys::only(master));
        let codes = Codes::by(&OfForm { index: &index, form, drawn: AtomicU32::new(0) });
        (codes.reference.to_string(), codes.access_code.canonical().to_owned())
    }

    #[test]
    fn a_form_has_its_own_codes_and_always_the_same() {
        let (reference, access_code) = codes(1, "form");
        assert_eq!(codes(1, "form"), (reference.clone(), access_code.clone()));
        for other in [codes(1, "another form"), codes(2, "form")] {
            assert!(other.0 != reference && other.1 != access_code);
        }
        assert!(!access_code.contains(&reference[3..7]), "one does not tell the other");
    }
}
