//! Finding things by a value that is nowhere stored in clear: a keyed hash.
//!
//! Equal values have equal hashes, so a database can look them up; without the master key a hash cannot be tried
//! out against guesses. Values must be normalised before (the caller knows how: lower case for the domain of an
//! address, nothing at all for a Matrix ID).

use subtle::ConstantTimeEq;

use crate::{
    master::{MasterKey, MasterKeys},
    secret::Secret,
};

/// The keyed hash for look-ups and for what is only ever compared.
#[derive(Clone, Debug)]
pub struct BlindIndex {
    current: Keys,
    older: Vec<Keys>,
}

#[derive(Clone, Debug)]
struct Keys {
    lookup: Secret,
    token: Secret,
}

impl BlindIndex {
    /// The index under the current master key; values that were hashed under older ones are found by [`candidates`](Self::candidates).
    pub fn new(masters: &MasterKeys) -> Self {
        let mut keys = masters.all().map(Keys::new);
        let current = keys.next().expect("there is always a current master key");
        Self { current, older: keys.collect() }
    }

    /// The hash to store for a normalised value. `field` says what is compared with what, such as `identifier|email`:
    /// equal values of different fields have different hashes.
    pub fn hash(&self, field: &str, value: &str) -> [u8; 32] {
        self.current.lookup.mac(&[field.as_bytes(), value.as_bytes()])
    }

    /// All hashes under which the value may have been stored, the current one first.
    pub fn candidates(&self, field: &str, value: &str) -> Vec<[u8; 32]> {
        let parts = [field.as_bytes(), value.as_bytes()];
        std::iter::once(&self.current).chain(&self.older).map(|keys| keys.lookup.mac(&parts)).collect()
    }

    /// The hash to store for a one-time token, an access code or a session id, in its canonical form. `purpose` keeps a
    /// token for one thing from being used for another. Those made under an older master key are void.
    pub fn token_hash(&self, purpose: &str, token: &str) -> [u8; 32] {
        self.current.token.mac(&[purpose.as_bytes(), token.as_bytes()])
    }
}

impl Keys {
    fn new(master: &MasterKey) -> Self {
        Self { lookup: master.derive("blind index"), token: master.derive("token hashes") }
    }
}

/// Whether two hashes are the same, in a time that does not tell where they differ.
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::CountedChance;

    fn master(seed: u64) -> MasterKey {
        MasterKey::generate(&CountedChance::seeded(seed))
    }

    #[test]
    fn equal_values_of_one_field_meet_and_nothing_else_does() {
        let index = BlindIndex::new(&MasterKeys::only(master(1)));
        let ada = index.hash("identifier|matrix_id", "@ada:hs");
        assert_eq!(ada, index.hash("identifier|matrix_id", "@ada:hs"));
        assert_ne!(ada, index.hash("identifier|matrix_id", "@ada:hs.evil.net"));
        assert_ne!(ada, index.hash("identifier|email", "@ada:hs"));
        assert_ne!(ada, index.token_hash("identifier|matrix_id", "@ada:hs"));
        assert_ne!(ada, BlindIndex::new(&MasterKeys::only(master(2))).hash("identifier|matrix_id", "@ada:hs"));
    }

    #[test]
    fn a_replaced_master_key_still_finds_what_was_stored_before() {
        let old = BlindIndex::new(&MasterKeys::only(master(1))).hash("f", "v");
        let index = BlindIndex::new(&MasterKeys::with_older(master(2), vec![master(1)]));
        assert_eq!(index.candidates("f", "v"), [index.hash("f", "v"), old]);
    }

    #[test]
    fn hashes_are_compared_whole() {
        assert!(is_same(b"abc", b"abc"));
        assert!(!is_same(b"abc", b"abd"));
        assert!(!is_same(b"abc", b"ab"));
    }
}
