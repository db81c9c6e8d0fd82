//! Files that are compressed already go into the zip without being packed again, which would cost time and gain nothing.
//!
//! The obvious way, the method "stored", would not do: in a streamed zip the length of an entry stands behind it, and a
//! stored entry has no end of its own, so readers that stream (Java's, the one of macOS) refuse it. Therefore the bytes
//! are put into deflate blocks of the kind that holds plain bytes (RFC 1951, 3.2.4): five more in every 65,535. The zip
//! library has no such level, but it copies an entry from another zip without unpacking it. [`AsIs`] is that other zip:
//! the head of an entry and its blocks, made while they are read.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

use crate::hex;

/// The longest block.
const BLOCK: u64 = 0xffff;
/// What stands before each block.
const BLOCK_HEAD: u64 = 5;

/// Reads as a zip that has one entry.
pub struct AsIs<R: Read> {
    from: R,
    left: u64,
    /// What is to be read before the file goes on.
    head: Vec<u8>,
    head_read: usize,
    /// How much of the file may be read before the next block.
    block_left: u64,
    is_over: bool,
    hash: Sha256,
}

impl<R: Read> AsIs<R> {
    /// The entry of that name for a file of that length.
    pub fn new(path: &str, from: R, length: u64) -> io::Result<Self> {
        let name = u16::try_from(path.len()).map_err(io::Error::other)?;
        let mut head = Vec::with_capacity(30 + path.len());
        head.extend_from_slice(b"PK\x03\x04");
        head.extend_from_slice(&[20, 3]); // Version 2.0, made on Unix.
        head.extend_from_slice(&[8, 0]); // The length stands behind the entry.
        head.extend_from_slice(&[8, 0]); // Deflated.
        head.extend_from_slice(&[0; 16]); // Time, check sum and lengths, which the copy brings itself.
        head.extend_from_slice(&name.to_le_bytes());
        head.extend_from_slice(&[0; 2]);
        head.extend_from_slice(path.as_bytes());
        Ok(Self { from, left: length, head, head_read: 0, block_left: 0, is_over: false, hash: Sha256::new() })
    }

    /// How long the blocks for a file of that length are.
    pub fn packed_length(length: u64) -> u64 {
        length + BLOCK_HEAD * length.div_ceil(BLOCK).max(1)
    }

    /// The SHA-256 of what was read from the file, in lower-case hexadecimal.
    pub fn sha256(self) -> String {
        hex::of(&self.hash.finalize())
    }

    fn begin_block(&mut self) {
        let length = self.left.min(BLOCK);
        self.is_over = length == self.left;
        let [low, high, ..] = length.to_le_bytes();
        self.head = vec![u8::from(self.is_over), low, high, !low, !high];
        self.head_read = 0;
        self.block_left = length;
        self.left -= length;
    }
}

impl<R: Read> Read for AsIs<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.head_read == self.head.len() && self.block_left == 0 && !self.is_over {
            self.begin_block();
        }
        if self.head_read < self.head.len() {
            let read = (&self.head[self.head_read..]).read(into)?;
            self.head_read += read;
            return Ok(read);
        }
        let most = usize::try_from(self.block_left).unwrap_or(usize::MAX).min(into.len());
        if most == 0 {
            return Ok(0);
        }
        let read = self.from.read(&mut into[..most])?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.hash.update(&into[..read]);
        self.block_left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_as_long_as_was_said() {
        for length in [0, 1, 65_534, 65_535, 65_536, 131_070, 200_000] {
            let mut zip = Vec::new();
            let mut entry = AsIs::new("a", io::repeat(7), length).unwrap();
            entry.read_to_end(&mut zip).unwrap();
            assert_eq!(zip.len() as u64, 31 + AsIs::<io::Empty>::packed_length(length), "{length}");
        }
        assert!(
            AsIs::new("a", io::empty(), 1).unwrap().read_to_end(&mut Vec::new()).is_err(),
            "a file that is too short"
        );
    }
}
