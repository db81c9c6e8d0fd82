//! The cipher that everything is sealed with: XChaCha20-Poly1305 with a random nonce of 24 bytes.
//!
//! The form is one byte of version, the nonce, then the sealed text with its tag. The place a text was sealed for is
//! authenticated but not stored, so the text opens nowhere else.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};

use crate::{
    chance::{Chance, draw},
    secret::Secret,
};

const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

/// How many bytes a sealed text is longer than the text.
#[cfg(test)]
pub(crate) const OVERHEAD: usize = 1 + NONCE + TAG;

/// Why something sealed stayed shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// These bytes were never sealed by us, or by a later version.
    #[error("this is not something that was sealed here")]
    NotSealed,
    /// It was sealed with another key or for another place, or it was changed since.
    #[error("cannot be opened: another key, another place, or changed since it was sealed")]
    DoesNotOpen,
}

pub(crate) fn seal(chance: &dyn Chance, key: &Secret, place: &[u8], plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = draw(chance);
    let text = cipher(key)
        .encrypt(&nonce.into(), Payload { msg: plain, aad: place })
        .expect("a text in memory is far below the 256 GiB that the cipher can take");
    let mut sealed = Vec::with_capacity(1 + NONCE + text.len());
    sealed.push(VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&text);
    sealed
}

pub(crate) fn open(key: &Secret, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let [VERSION, rest @ ..] = sealed else { return Err(OpenError::NotSealed) };
    let Some((nonce, text)) = rest.split_first_chunk::<NONCE>() else { return Err(OpenError::NotSealed) };
    if text.len() < TAG {
        return Err(OpenError::NotSealed);
    }
    cipher(key).decrypt(&(*nonce).into(), Payload { msg: text, aad: place }).map_err(|_| OpenError::DoesNotOpen)
}

pub(crate) fn cipher(key: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}
