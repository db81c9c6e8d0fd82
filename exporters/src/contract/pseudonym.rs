//! What stands in place of a value that had to be unique: a keyed hash, which nobody without the key can check.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

/// The key for such hashes.
#[derive(Debug)]
pub struct Pseudonyms(SecretSlice<u8>);

impl Pseudonyms {
    /// With this key, which should be 32 bytes of chance. The same key gives the same value the same hash again.
    pub fn keyed(key: impl Into<SecretSlice<u8>>) -> Self {
        Self(key.into())
    }

    /// What stands for a value of a field: 32 digits in hexadecimal. The same value of another field gets another one.
    pub fn of(&self, field: &str, value: &[u8]) -> String {
        digest(self.0.expose_secret(), [field.as_bytes(), b"\0", value])
    }
}

/// A keyed hash of some pieces, one behind the other: 32 digits in hexadecimal.
pub(crate) fn digest<'p>(key: &[u8], pieces: impl IntoIterator<Item = &'p [u8]>) -> String {
    use std::fmt::Write;
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    pieces.into_iter().for_each(|piece| mac.update(piece));
    mac.finalize().into_bytes().iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_depends_on_key_field_and_value() {
        let of = |key: &[u8], field: &str, value: &str| Pseudonyms::keyed(key.to_vec()).of(field, value.as_bytes());
        let one = of(b"k", "a.b", "ada@example.org");
        assert_eq!((one.len(), &one), (32, &of(b"k", "a.b", "ada@example.org")));
        for other in [of(b"l", "a.b", "ada@example.org"), of(b"k", "a.c", "ada@example.org"), of(b"k", "a.b", "ada")] {
            assert_ne!(one, other);
        }
    }
}
