//! Writing a sealed stream.

use std::{
    fmt,
    io::{self, Write},
};

use aead_stream::StreamPrimitive;

use super::{
    key::StreamKey,
    shape::{self, CHUNK, MAGIC, SALT, Stream, TAG},
};
use crate::chance::{Chance, draw};

/// Seals what is written to it and passes it on, a chunk at a time. Must be [finished](Self::finish): a stream that
/// was merely dropped does not open.
pub struct SealedWriter<W: Write> {
    inner: W,
    stream: Stream,
    position: u32,
    waiting: Vec<u8>,
}

impl<W: Write> SealedWriter<W> {
    /// Begins a stream under that key, for the object of that name.
    pub fn new(chance: &dyn Chance, key: &StreamKey, object: &str, mut inner: W) -> io::Result<Self> {
        let salt: [u8; SALT] = draw(chance);
        inner.write_all(MAGIC)?;
        inner.write_all(&salt)?;
        let stream = shape::stream(key, object, &salt);
        Ok(Self { inner, stream, position: 0, waiting: Vec::with_capacity(CHUNK + TAG) })
    }

    /// Writes the last chunk, marked as such, and hands the inner writer back, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.seal(Chunk::Last)?;
        self.inner.flush()?;
        Ok(self.inner)
    }

    fn seal(&mut self, chunk: Chunk) -> io::Result<()> {
        let is_last = match chunk {
            Chunk::Last => true,
            Chunk::Inner => false,
        };
        self.stream
            .encrypt_in_place(self.position, is_last, b"", &mut self.waiting)
            .map_err(|_| io::Error::other("a chunk could not be sealed"))?;
        self.inner.write_all(&self.waiting)?;
        self.waiting.clear();
        self.position = self
            .position
            .checked_add(1)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "a sealed stream ends at 256 TiB"))?;
        Ok(())
    }
}

enum Chunk {
    Inner,
    Last,
}

impl<W: Write> Write for SealedWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more comes, because only then is it known not to be the last.
        if self.waiting.len() == CHUNK && !bytes.is_empty() {
            self.seal(Chunk::Inner)?;
        }
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Passes on what is sealed. The chunk that is being filled stays: a stream has no short chunks inside.
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> fmt::Debug for SealedWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedWriter(chunk {})", self.position)
    }
}
