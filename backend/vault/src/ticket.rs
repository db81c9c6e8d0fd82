//! The key of a ticket, and what is sealed with it.
//!
//! Each ticket has one random key, stored only wrapped under the master key. Values are sealed for a place, such as
//! `identifier.value|<row id>`: a sealed value that was copied to another row, column or ticket does not open. When
//! the wrapped key is destroyed nothing of the ticket can be read again, not even from a backup of the rest.

use std::fmt;

use zeroize::Zeroizing;

use crate::{
    aead::{self, OpenError},
    chance::Chance,
    master::{MasterKey, MasterKeyId, MasterKeys},
    secret::Secret,
    stream::key::StreamKey,
};

/// The form of a wrapped key: this byte, the master key's id, then the sealed key.
const WRAPPED: u8 = 1;

/// The key that everything of one ticket is sealed with.
#[derive(Clone)]
pub struct TicketKey {
    root: Secret,
    values: Secret,
}

impl TicketKey {
    /// A key for a new ticket.
    pub fn generate(chance: &dyn Chance) -> Self {
        Self::from_root(Secret::generate(chance))
    }

    /// The form in which the key is stored: readable only with that master key and for that ticket.
    pub fn wrap(&self, chance: &dyn Chance, master: &MasterKey, ticket_id: &str) -> Vec<u8> {
        let sealed = aead::seal(chance, &wrapping_key(master), &wrapping_place(ticket_id), self.root.expose());
        [&[WRAPPED], &master.id().0[..], &sealed].concat()
    }

    /// The key back from its stored form, whichever of our master keys it was wrapped under.
    pub fn unwrapped(masters: &MasterKeys, ticket_id: &str, wrapped: &[u8]) -> Result<Self, UnwrapError> {
        let (id, sealed) = split(wrapped)?;
        let master = masters.by_id(id).ok_or(UnwrapError::UnknownMaster(id))?;
        let root = Zeroizing::new(
            aead::open(&wrapping_key(master), &wrapping_place(ticket_id), sealed).map_err(UnwrapError::DoesNotOpen)?,
        );
        let root: [u8; 32] = root.as_slice().try_into().map_err(|_| UnwrapError::NotWrapped)?;
        Ok(Self::from_root(Secret::from_bytes(root)))
    }

    /// Whether a stored key is wrapped under an older master key, so that it should be wrapped anew.
    pub fn is_outdated(masters: &MasterKeys, wrapped: &[u8]) -> Result<bool, UnwrapError> {
        Ok(split(wrapped)?.0 != masters.current().id())
    }

    /// Seals a value for one place, such as `identifier.value|<row id>`.
    pub fn seal(&self, chance: &dyn Chance, place: &str, plain: &[u8]) -> Vec<u8> {
        aead::seal(chance, &self.values, place.as_bytes(), plain)
    }

    /// Opens what was sealed with this key for this place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        aead::open(&self.values, place.as_bytes(), sealed)
    }

    /// Opens a sealed text.
    pub fn open_text(&self, place: &str, sealed: &[u8]) -> Result<String, OpenError> {
        String::from_utf8(self.open(place, sealed)?).map_err(|_| OpenError::DoesNotOpen)
    }

    /// The key for a [`stream`](crate::stream) that lives and dies with the ticket.
    pub fn stream_key(&self) -> StreamKey {
        StreamKey::from_secret(self.root.derive("ticket streams"))
    }

    fn from_root(root: Secret) -> Self {
        let values = root.derive("ticket values");
        Self { root, values }
    }
}

impl fmt::Debug for TicketKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TicketKey(…)")
    }
}

/// Why a stored key could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// These bytes are not a stored key.
    #[error("this is not a wrapped ticket key")]
    NotWrapped,
    /// It was wrapped under a master key that the configuration does not have.
    #[error("wrapped under the master key {0}, which is not configured")]
    UnknownMaster(MasterKeyId),
    /// It was wrapped for another ticket, or changed.
    #[error("the ticket's key does not open")]
    DoesNotOpen(#[source] OpenError),
}

fn split(wrapped: &[u8]) -> Result<(MasterKeyId, &[u8]), UnwrapError> {
    let [WRAPPED, rest @ ..] = wrapped else { return Err(UnwrapError::NotWrapped) };
    let (id, sealed) = rest.split_first_chunk().ok_or(UnwrapError::NotWrapped)?;
    Ok((MasterKeyId(*id), sealed))
}

fn wrapping_key(master: &MasterKey) -> Secret {
    master.derive("wrapping of ticket keys")
}

fn wrapping_place(ticket_id: &str) -> Vec<u8> {
    format!("ticket key|{ticket_id}").into_bytes()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chance::{CountedChance, SystemChance};

    fn masters(seed: u64) -> MasterKeys {
        MasterKeys::only(MasterKey::generate(&CountedChance::seeded(seed)))
    }

    #[test]
    fn a_value_opens_only_with_its_key_and_in_its_place() {
        let (ada, bob) = (TicketKey::generate(&SystemChance), TicketKey::generate(&SystemChance));
        let sealed = ada.seal(&SystemChance, "identifier.value|1", b"ada@example.org");

        assert_eq!(ada.open_text("identifier.value|1", &sealed).unwrap(), "ada@example.org");
        assert_eq!(ada.open("identifier.value|2", &sealed), Err(OpenError::DoesNotOpen));
        assert_eq!(bob.open("identifier.value|1", &sealed), Err(OpenError::DoesNotOpen));
    }

    #[test]
    fn the_same_value_never_looks_the_same_twice() {
        let key = TicketKey::generate(&SystemChance);
        assert_ne!(key.seal(&SystemChance, "a", b"x"), key.seal(&SystemChance, "a", b"x"));
        assert_eq!(key.seal(&SystemChance, "a", b"x").len(), 1 + aead::OVERHEAD);
    }

    #[test]
    fn a_wrapped_key_opens_only_for_its_ticket_and_under_its_master() {
        let masters = masters(1);
        let key = TicketKey::generate(&SystemChance);
        let wrapped = key.wrap(&SystemChance, masters.current(), "ticket-1");
        let sealed = key.seal(&SystemChance, "p", b"x");

        let again = TicketKey::unwrapped(&masters, "ticket-1", &wrapped).unwrap();
        assert_eq!(again.open("p", &sealed).unwrap(), b"x");

        let other_ticket = TicketKey::unwrapped(&masters, "ticket-2", &wrapped).unwrap_err();
        assert_eq!(other_ticket, UnwrapError::DoesNotOpen(OpenError::DoesNotOpen));
        let other_master = TicketKey::unwrapped(&self::masters(2), "ticket-1", &wrapped).unwrap_err();
        assert_eq!(other_master, UnwrapError::UnknownMaster(masters.current().id()));
        assert_eq!(TicketKey::unwrapped(&masters, "ticket-1", b"").unwrap_err(), UnwrapError::NotWrapped);
    }

    #[test]
    fn a_replaced_master_key_still_opens_and_asks_to_be_wrapped_anew() {
        let old = masters(1);
        let wrapped = TicketKey::generate(&SystemChance).wrap(&SystemChance, old.current(), "t");
        let new = MasterKeys::with_older(masters(2).current().clone(), vec![old.current().clone()]);

        assert!(!TicketKey::is_outdated(&old, &wrapped).unwrap());
        assert!(TicketKey::is_outdated(&new, &wrapped).unwrap());
        let anew = TicketKey::unwrapped(&new, "t", &wrapped).unwrap().wrap(&SystemChance, new.current(), "t");
        assert!(!TicketKey::is_outdated(&new, &anew).unwrap());
    }

    #[test]
    fn a_change_of_any_bit_is_noticed() {
        let key = TicketKey::generate(&SystemChance);
        let masters = masters(1);
        let sealed = key.seal(&SystemChance, "p", b"invoice");
        let wrapped = key.wrap(&SystemChance, masters.current(), "t");
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open("p", &changed).is_err(), "bit {bit}");
        }
        for bit in 0..wrapped.len() * 8 {
            let mut changed = wrapped.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(TicketKey::unwrapped(&masters, "t", &changed).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_debug_print_shows_no_key() {
        assert_eq!(format!("{:?}", TicketKey::generate(&SystemChance)), "TicketKey(…)");
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_comes_back(plain: Vec<u8>, place: String) {
            let key = TicketKey::generate(&SystemChance);
            prop_assert_eq!(key.open(&place, &key.seal(&SystemChance, &place, &plain)).unwrap(), plain);
        }

        #[test]
        fn rubbish_never_opens_and_never_panics(rubbish: Vec<u8>) {
            prop_assert!(TicketKey::generate(&SystemChance).open("p", &rubbish).is_err());
            prop_assert!(TicketKey::unwrapped(&masters(1), "t", &rubbish).is_err());
        }
    }
}
