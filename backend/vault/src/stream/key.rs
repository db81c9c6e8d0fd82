//! The key of a sealed stream.

use chacha20poly1305::XChaCha20Poly1305;
use zeroize::Zeroizing;

use crate::{aead, aead::OpenError, chance::Chance, secret::Secret, ticket::TicketKey};

/// What a stream is sealed with: either [derived from the ticket's key](TicketKey::stream_key), or a key of its own
/// that can be destroyed before the ticket is, as an archive's is when it expires.
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

    /// The form in which a key of its own is stored: sealed with the ticket's key, for that object.
    pub fn wrap(&self, chance: &dyn Chance, ticket: &TicketKey, object: &str) -> Vec<u8> {
        ticket.seal(chance, &place(object), self.0.expose())
    }

    /// The key back from its stored form.
    pub fn unwrapped(ticket: &TicketKey, object: &str, wrapped: &[u8]) -> Result<Self, OpenError> {
        let bytes = Zeroizing::new(ticket.open(&place(object), wrapped)?);
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| OpenError::NotSealed)?;
        Ok(Self(Secret::from_bytes(bytes)))
    }

    /// Each object has its own cipher, so that nonces of different objects never meet.
    pub(crate) fn cipher(&self, object: &str) -> XChaCha20Poly1305 {
        aead::cipher(&self.0.derive(&format!("stream|{object}")))
    }
}

fn place(object: &str) -> String {
    format!("stream key|{object}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SystemChance;

    #[test]
    fn a_stored_key_opens_only_for_its_object_and_with_its_ticket() {
        let ticket = TicketKey::generate(&SystemChance);
        let key = StreamKey::generate(&SystemChance);
        let wrapped = key.wrap(&SystemChance, &ticket, "archive|1");
        assert_eq!(StreamKey::unwrapped(&ticket, "archive|1", &wrapped).unwrap().0.expose(), key.0.expose());
        assert!(StreamKey::unwrapped(&ticket, "archive|2", &wrapped).is_err());
        assert!(StreamKey::unwrapped(&TicketKey::generate(&SystemChance), "archive|1", &wrapped).is_err());
    }
}
