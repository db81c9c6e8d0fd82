//! The shape of a sealed stream: its head, the size of its chunks and where each one lies.

use aead_stream::{NewStream, Nonce, StreamBE32};
use chacha20poly1305::XChaCha20Poly1305;

use super::key::StreamKey;

/// STREAM with a number of 32 bits: room for 256 TiB.
pub type Stream = StreamBE32<XChaCha20Poly1305>;

/// Bytes of plain text in every chunk but the last, which may have fewer (and none only if the whole has none).
pub const CHUNK: usize = 64 * 1024;
/// Bytes that sealing adds to each chunk.
pub const TAG: usize = 16;
/// Five bytes to know it by, with the version, then the random part of the nonces.
pub const HEAD: usize = MAGIC.len() + SALT;
pub const MAGIC: &[u8; 5] = b"RDSK\x01";
pub const SALT: usize = 19;

/// What the length of a sealed stream tells about its inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How many chunks there are: at least one.
    pub chunks: u32,
    /// How many bytes of plain text there are.
    pub plain: u64,
}

impl Layout {
    /// The layout of a stream of so many bytes; nothing if no stream has that length.
    pub fn of(sealed: u64) -> Option<Self> {
        let body = sealed.checked_sub(HEAD as u64)?;
        let full = (CHUNK + TAG) as u64;
        let chunks = body.div_ceil(full);
        let last = body.checked_sub(chunks.checked_sub(1)? * full)?;
        // An empty last chunk is written only when there is nothing at all.
        if last < TAG as u64 || (last == TAG as u64 && chunks > 1) {
            return None;
        }
        Some(Self { chunks: u32::try_from(chunks).ok()?, plain: body - chunks * TAG as u64 })
    }
}

/// Where a chunk begins.
pub fn start_of(chunk: u32) -> u64 {
    HEAD as u64 + u64::from(chunk) * (CHUNK + TAG) as u64
}

/// The cipher for one object and the random part of its nonces.
pub fn stream(key: &StreamKey, object: &str, salt: &[u8; SALT]) -> Stream {
    let nonce: &Nonce<XChaCha20Poly1305, Stream> = salt.into();
    Stream::from_aead(key.cipher(object), nonce)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_tells_the_layout() {
        let (head, chunk, tag) = (HEAD as u64, CHUNK as u64, TAG as u64);
        assert_eq!(Layout::of(head + tag), Some(Layout { chunks: 1, plain: 0 }));
        assert_eq!(Layout::of(head + tag + 1), Some(Layout { chunks: 1, plain: 1 }));
        assert_eq!(Layout::of(head + chunk + tag), Some(Layout { chunks: 1, plain: chunk }));
        assert_eq!(Layout::of(head + chunk + tag + tag + 1), Some(Layout { chunks: 2, plain: chunk + 1 }));
        for impossible in
            [0, head - 1, head, head + 1, head + tag - 1, head + chunk + tag + 1, head + chunk + tag + tag]
        {
            assert_eq!(Layout::of(impossible), None, "{impossible}");
        }
    }
}
