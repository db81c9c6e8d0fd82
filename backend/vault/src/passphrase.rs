//! The passphrase of a mailed archive.
//!
//! The encryption of zip files stretches a passphrase only a little (PBKDF2 with 1,000 rounds), so it must be strong
//! by itself: 24 symbols of five bits each. Lower case without i, l, o and u, so that it can be typed on a phone
//! without a mistake; it must be typed exactly.

use std::fmt;

use zeroize::Zeroizing;

use crate::{chance::Chance, crockford};

const LENGTH: usize = 24;

/// A generated passphrase of 120 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// A passphrase that nobody can guess.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(Zeroizing::new(crockford::draw(chance, LENGTH).to_ascii_lowercase()))
    }

    /// The text: 24 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SystemChance;

    #[test]
    fn a_passphrase_can_be_typed_and_is_never_logged() {
        let passphrase = Passphrase::draw(&SystemChance);
        assert_eq!(passphrase.as_str().len(), 24);
        assert!(passphrase.as_str().bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()));
        assert!(!passphrase.as_str().contains(['i', 'l', 'o', 'u']));
        assert_ne!(passphrase, Passphrase::draw(&SystemChance));
        assert_eq!(format!("{passphrase:?}"), "Passphrase(…)");
    }
}
