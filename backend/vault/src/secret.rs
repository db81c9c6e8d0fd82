//! Thirty-two bytes that nobody may see.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::chance::{Chance, draw};

/// A 256-bit key. Its memory is wiped when it is dropped, and its `Debug` form shows nothing.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// A key that nobody has had before.
    pub fn generate(chance: &dyn Chance) -> Self {
        Self(Zeroizing::new(draw(chance)))
    }

    /// A key from its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves, for a library that wants them. Not to be stored or printed.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose. Keys for different purposes tell nothing about each other or about this one.
    ///
    /// HMAC-SHA256 of the purpose under this key, which is a pseudo-random function (RFC 2104, NIST SP 800-108).
    pub fn derive(&self, purpose: &str) -> Self {
        Self::from_bytes(self.mac(&[b"rightsdesk/derive/v1", purpose.as_bytes()]))
    }

    /// The keyed hash (HMAC-SHA256) of several texts. Where one ends and the next begins is part of what is hashed.
    pub fn mac(&self, texts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[..]).expect("HMAC takes a key of any length");
        for text in texts {
            mac.update(&(text.len() as u64).to_be_bytes());
            mac.update(text);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::CountedChance;

    #[test]
    fn a_debug_print_shows_no_key() {
        let secret = Secret::from_bytes(*b"abcdefghijklmnopqrstuvwxyz012345");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn each_purpose_has_its_own_key() {
        let secret = Secret::generate(&CountedChance::seeded(1));
        assert_eq!(secret.derive("mail").expose(), secret.derive("mail").expose());
        assert_ne!(secret.derive("mail").expose(), secret.derive("session").expose());
    }

    #[test]
    fn texts_do_not_run_into_each_other() {
        let secret = Secret::generate(&CountedChance::seeded(1));
        assert_ne!(secret.mac(&[b"ab", b"c"]), secret.mac(&[b"a", b"bc"]));
        assert_ne!(secret.mac(&[b"abc"]), secret.mac(&[b"abc", b""]));
    }
}
