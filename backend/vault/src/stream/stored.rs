//! How a stream's key of its own is stored: sealed with the ticket's key.

use zeroize::Zeroizing;

use super::key::StreamKey;
use crate::{aead::OpenError, chance::Chance, secret::Secret, ticket::TicketKey};

impl StreamKey {
    /// The form in which a key of its own is stored: sealed with the ticket's key, for that object.
    pub fn wrap(&self, chance: &dyn Chance, ticket: &TicketKey, object: &str) -> Vec<u8> {
        ticket.seal(chance, &place(object), self.secret().expose())
    }

    /// The key back from its stored form.
    pub fn unwrapped(ticket: &TicketKey, object: &str, wrapped: &[u8]) -> Result<Self, OpenError> {
        let bytes = Zeroizing::new(ticket.open(&place(object), wrapped)?);
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| OpenError::NotSealed)?;
        Ok(Self::from_secret(Secret::from_bytes(bytes)))
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
        assert_eq!(
            StreamKey::unwrapped(&ticket, "archive|1", &wrapped).unwrap().secret().expose(),
            key.secret().expose()
        );
        assert!(StreamKey::unwrapped(&ticket, "archive|2", &wrapped).is_err());
        assert!(StreamKey::unwrapped(&TicketKey::generate(&SystemChance), "archive|1", &wrapped).is_err());
    }
}
