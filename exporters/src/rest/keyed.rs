//! Hashes that only somebody who knows the person's names could check.

use crate::contract::{pseudonym::digest, subject::Subject};

/// A hash of some pieces, keyed by the person's names: 32 digits in hexadecimal. No two lists of pieces run together.
pub(super) fn hash<'p>(subject: &Subject, pieces: impl IntoIterator<Item = &'p str>) -> String {
    let names = subject.identifiers().iter();
    let key: Vec<u8> = names.flat_map(|name| format!("{}={}\0", name.kind(), name.value()).into_bytes()).collect();
    let pieces: Vec<&str> = pieces.into_iter().collect();
    let lengths: Vec<[u8; 8]> = pieces.iter().map(|piece| (piece.len() as u64).to_be_bytes()).collect();
    digest(&key, lengths.iter().zip(&pieces).flat_map(|(length, piece)| [&length[..], piece.as_bytes()]))
}
