//! Signing what leaves the desk as evidence, so that whoever has it years later can tell that it is ours and unaltered.
//!
//! Ed25519 (RFC 8032). The key pair is derived from the master key, so there is nothing more to keep; its public half is told
//! to everybody.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::master::{MasterKey, MasterKeys};

/// What stands before a public key in writing.
const PREFIX: &str = "ed25519:";

/// Signs.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    /// The one under this master key.
    pub fn new(master: &MasterKey) -> Self {
        let seed = master.derive("evidence signing");
        Self(Ed25519KeyPair::from_seed_unchecked(seed.expose()).expect("a seed of 32 bytes is always one"))
    }

    /// Signs a text.
    pub fn sign(&self, text: &[u8]) -> String {
        STANDARD.encode(self.0.sign(text))
    }

    /// The public key, as it is written.
    pub fn public_key(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(self.0.public_key()))
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.public_key())
    }
}

/// The public keys of all master keys, the current one first: what was signed before a key was replaced stays signed.
pub fn public_keys(masters: &MasterKeys) -> Vec<String> {
    masters.all().map(|master| Signer::new(master).public_key()).collect()
}

/// Whether the owner of this public key signed exactly this text. A key or a signature that is none has signed nothing.
pub fn is_signed(public_key: &str, text: &[u8], signature: &str) -> bool {
    let key = public_key.trim().strip_prefix(PREFIX).and_then(|key| STANDARD.decode(key).ok());
    let (Some(key), Ok(signature)) = (key, STANDARD.decode(signature.trim())) else { return false };
    UnparsedPublicKey::new(&ED25519, key).verify(text, &signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::CountedChance;

    fn signer(seed: u64) -> Signer {
        Signer::new(&MasterKey::generate(&CountedChance::seeded(seed)))
    }

    #[test]
    fn only_the_text_that_was_signed_by_the_one_who_signed_it_holds() {
        let (ours, signature) = (signer(1), signer(1).sign(b"evidence"));
        assert!(is_signed(&ours.public_key(), b"evidence", &signature));
        assert!(!is_signed(&ours.public_key(), b"Evidence", &signature));
        assert!(!is_signed(&signer(2).public_key(), b"evidence", &signature));
        assert!(!is_signed("ed25519:", b"evidence", &signature));
        assert!(!is_signed(&ours.public_key(), b"evidence", "none"));
    }
}
