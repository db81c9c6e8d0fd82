//! The key of a sealed stream.

use chacha20poly1305::XChaCha20Poly1305;

use crate::{aead, chance::Chance, secret::Secret};

/// What a stream is sealed with: either [derived from the ticket's key](crate::ticket::TicketKey::stream_key), or a key
/// of its own that can be destroyed before the ticket is, as an archive's is when it expires.
#[derive(Clone, Debug)]
pub struct StreamKey(Secret);

impl StreamKey {
    /// A key of its own.
    pub fn generate(chance: &dyn Chance) -> Self {
        Self(Secret::generate(chance))
    }

    pub(crate) fn from_secret(secret: Secret) -> Self {
        Self(secret)
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }

    /// Each object has its own cipher, so that nonces of different objects never meet.
    pub(crate) fn cipher(&self, object: &str) -> XChaCha20Poly1305 {
        aead::cipher(&self.0.derive(&format!("stream|{object}")))
    }
}
