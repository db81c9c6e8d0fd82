//! Tokens for links, cookies and forms: 256 random bits, base64url.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use crate::chance::{Chance, draw};

/// A secret that stands in a link or a cookie. Only its [hash](crate::index::BlindIndex::token_hash) is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct UrlToken(Zeroizing<String>);

impl UrlToken {
    /// A token that nobody can guess.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(draw::<32>(chance))))
    }

    /// Reads a token; nothing if it cannot be one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = (text.len() == 43).then(|| URL_SAFE_NO_PAD.decode(text).ok()).flatten()?;
        (bytes.len() == 32).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The text: 43 characters that need no escaping in a URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UrlToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UrlToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SystemChance;

    #[test]
    fn a_token_is_read_back_and_nothing_else_is() {
        let token = UrlToken::draw(&SystemChance);
        assert_eq!(UrlToken::parse(token.as_str()), Some(token.clone()));
        for other in ["", "a", &token.as_str()[1..], &format!("{}=", token.as_str()), &"ä".repeat(22)] {
            assert_eq!(UrlToken::parse(other), None, "{other}");
        }
        assert_eq!(format!("{token:?}"), "UrlToken(…)");
    }
}
