//! The names that a hold knows a person by, as keyed hashes.
//!
//! A hold would rather stop too much than too little: addresses and Matrix IDs are compared as they are written and also
//! without regard to upper and lower case, under each master key that we have.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use rightsdesk_vault::index::BlindIndex;

/// A name in a hold, and how it came there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: Identifier,
    /// Whether a person typed it into the hold. Otherwise it was relied on, or learned, on the ticket that the hold was set from, and
    /// goes when it is refused there. Of holds from before this was written down nobody knows: theirs go too.
    pub is_typed: bool,
}

impl Named {
    /// A name that somebody typed.
    pub const fn typed(name: Identifier) -> Self {
        Self { name, is_typed: true }
    }

    /// A name of the ticket.
    pub const fn learned(name: Identifier) -> Self {
        Self { name, is_typed: false }
    }
}

/// All keyed hashes under which a hold on this name may be found: to write into a hold, and to ask by.
pub fn blinds(index: &BlindIndex, name: &Identifier) -> Vec<Vec<u8>> {
    let (kind, value) = (name.kind().as_str(), name.value());
    let mut forms = BTreeSet::from([value.to_owned()]);
    if let IdentifierKind::EMAIL | IdentifierKind::MATRIX_ID = kind {
        forms.insert(value.to_lowercase());
    }
    forms.iter().flat_map(|form| index.candidates(kind, form)).map(Vec::from).collect()
}

/// The hashes of all of a person's names.
pub fn blinds_of_all<'a>(index: &BlindIndex, names: impl IntoIterator<Item = &'a Identifier>) -> Vec<Vec<u8>> {
    names.into_iter().flat_map(|name| blinds(index, name)).collect()
}

#[cfg(test)]
mod tests {
    use rightsdesk_vault::{
        chance::CountedChance,
        master::{MasterKey, MasterKeys},
    };

    use super::*;

    fn master(seed: u64) -> MasterKey {
        MasterKey::generate(&CountedChance::seeded(seed))
    }

    fn name(kind: &str, value: &str) -> Identifier {
        Identifier::new(IdentifierKind::parse(kind).unwrap(), value).unwrap()
    }

    fn meet(index: &BlindIndex, held: Identifier, asked: Identifier) -> bool {
        let held = blinds(index, &held);
        blinds(index, &asked).iter().any(|blind| held.contains(blind))
    }

    #[test]
    fn an_address_is_found_however_its_letters_are_written_and_nobody_elses_is() {
        let index = BlindIndex::new(&MasterKeys::only(master(1)));
        let held = || name("email", "Ada@Example.org");
        assert!(meet(&index, held(), name("email", "ada@example.org")));
        assert!(meet(&index, held(), name("email", "ADA@example.org")));
        assert!(!meet(&index, held(), name("email", "ada@example.org.evil.net")));
        assert!(!meet(&index, held(), name("login", "Ada@Example.org")), "another kind of name");
        assert!(!meet(&index, name("customer_id", "a7"), name("customer_id", "A7")), "those are told apart");
    }

    #[test]
    fn a_hold_set_under_an_older_master_key_still_holds() {
        let old = BlindIndex::new(&MasterKeys::only(master(1)));
        let new = BlindIndex::new(&MasterKeys::with_older(master(2), vec![master(1)]));
        let ada = || name("email", "ada@example.org");
        let held = blinds(&old, &ada());
        assert!(blinds(&new, &ada()).iter().any(|blind| held.contains(blind)));
    }
}
