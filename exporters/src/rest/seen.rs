//! Which rows were handed over already, so that none comes twice: found in two ways, or shifted onto the next page
//! while we read.
//!
//! A row is remembered by 12 bytes of the SHA-256 of its key, in memory and in the cursor.

use std::collections::HashSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};

const BYTES: usize = 12;

/// The keys that were seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(HashSet<[u8; BYTES]>);

impl Seen {
    /// Remembers a key; whether it is new.
    pub fn is_new(&mut self, key: &str) -> bool {
        let digest = Sha256::digest(key.as_bytes());
        let mut short = [0; BYTES];
        short.copy_from_slice(&digest[..BYTES]);
        self.0.insert(short)
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Seen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_unstable();
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(all.into_iter().flatten().copied().collect::<Vec<u8>>()))
    }
}

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = URL_SAFE_NO_PAD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)?;
        let (keys, rest) = bytes.as_chunks::<BYTES>();
        if rest.is_empty() { Ok(Self(keys.iter().copied().collect())) } else { Err(D::Error::custom("cut short")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_still_seen_after_a_break() {
        let mut seen = Seen::default();
        assert!(seen.is_new("a") && seen.is_new("b") && !seen.is_new("a"));
        let mut again: Seen = serde_json::from_str(&serde_json::to_string(&seen).unwrap()).unwrap();
        assert_eq!(again, seen);
        assert!(!again.is_new("b") && again.is_new("c"));
        assert!(serde_json::from_str::<Seen>(r#""abc""#).is_err());
    }
}
