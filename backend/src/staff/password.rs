//! Passwords: bcrypt over a keyed digest.
//!
//! The digest (HMAC-SHA256 with a key that is not in the database, in base64: 44 bytes) makes a stolen table useless
//! by itself, and takes away two traps of bcrypt: it reads only 72 bytes and stops at a NUL. The salt is bcrypt's own.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// Two to the power of this many rounds: about 0.3 s on a small server.
pub const COST: u32 = 12;

/// The shortest password we take. Length is what counts; composition rules are not asked for (ASVS 6.2).
pub const SHORTEST: usize = 12;

/// What is mixed into every password; derived from the master key.
#[derive(Clone)]
pub struct Pepper(pub [u8; 32]);

impl std::fmt::Debug for Pepper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pepper(…)")
    }
}

/// Why a password was not taken or could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`SHORTEST`] characters.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// The stored hash is damaged, or hashing failed.
    #[error("the password could not be hashed")]
    Hash(#[source] bcrypt::BcryptError),
}

/// The form in which `password` is stored. Takes a good part of a second: not for the thread of a web request.
pub fn hash(password: &SecretString, pepper: &Pepper, cost: u32) -> Result<String, PasswordError> {
    if password.expose_secret().chars().count() < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    bcrypt::non_truncating_hash(digest(password, pepper), cost.max(4)).map_err(PasswordError::Hash)
}

/// Whether `password` is the one behind `stored`. For somebody unknown pass [`nobody`], so that it takes as long.
pub fn verify(password: &SecretString, stored: &str, pepper: &Pepper) -> Result<bool, PasswordError> {
    bcrypt::verify(digest(password, pepper), stored).map_err(PasswordError::Hash)
}

/// A stored form that belongs to nobody.
pub fn nobody() -> &'static str {
    "$2b$12$BPGEQyVuX7DlqWgSb5pZhepTXuTO.6BGYNWZ5Z8pOYjoVwLFmkmXW"
}

fn digest(password: &SecretString, pepper: &Pepper) -> String {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&pepper.0).expect("HMAC takes keys of any length");
    mac.update(password.expose_secret().as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_password_counts_to_its_last_character() {
        let pepper = Pepper([7; 32]);
        let long = "x".repeat(80);
        let stored = hash(&SecretString::from(format!("{long}a")), &pepper, 4).unwrap();
        assert!(verify(&SecretString::from(format!("{long}a")), &stored, &pepper).unwrap());
        assert!(!verify(&SecretString::from(format!("{long}b")), &stored, &pepper).unwrap());
    }

    #[test]
    fn a_stolen_table_is_useless_without_the_pepper() {
        let password = SecretString::from("correct horse battery");
        let stored = hash(&password, &Pepper([7; 32]), 4).unwrap();
        assert!(!verify(&password, &stored, &Pepper([8; 32])).unwrap());
    }

    #[test]
    fn the_stored_form_of_nobody_can_be_checked() {
        assert!(!verify(&SecretString::from("correct horse battery"), nobody(), &Pepper([7; 32])).unwrap());
    }
}
