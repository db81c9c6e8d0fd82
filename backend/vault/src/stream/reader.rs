//! Reading a sealed stream, from anywhere in it.

use std::{
    fmt,
    io::{self, Read, Seek, SeekFrom},
};

use aead_stream::StreamPrimitive;
use zeroize::Zeroize;

use super::{
    key::StreamKey,
    shape::{self, CHUNK, HEAD, Layout, MAGIC, SALT, Stream, TAG},
};

/// Opens a sealed stream chunk by chunk. Offsets are those of the plain text.
///
/// Nothing is handed out that was not checked. An error of kind [`InvalidData`](io::ErrorKind::InvalidData) says that
/// the key or the name is another, or that the stream was changed.
pub struct SealedReader<R: Read + Seek> {
    inner: R,
    stream: Stream,
    layout: Layout,
    /// Where the next read begins; may lie past the end.
    offset: u64,
    /// The chunk that is open.
    open: Option<u32>,
    plain: Vec<u8>,
}

impl<R: Read + Seek> SealedReader<R> {
    /// Opens a stream and checks its end, so that one that was cut short is refused before anything is read.
    pub fn open(key: &StreamKey, object: &str, mut inner: R) -> io::Result<Self> {
        let sealed = inner.seek(SeekFrom::End(0))?;
        let layout = Layout::of(sealed).ok_or_else(not_a_stream)?;
        inner.seek(SeekFrom::Start(0))?;
        let mut head = [0; HEAD];
        inner.read_exact(&mut head)?;
        let salt: &[u8; SALT] =
            head.strip_prefix(MAGIC).and_then(|salt| salt.try_into().ok()).ok_or_else(not_a_stream)?;
        let stream = shape::stream(key, object, salt);
        let mut reader = Self { inner, stream, layout, offset: 0, open: None, plain: Vec::with_capacity(CHUNK + TAG) };
        reader.open_chunk(layout.chunks - 1)?;
        Ok(reader)
    }

    /// How many bytes the plain text has.
    pub fn plain_len(&self) -> u64 {
        self.layout.plain
    }

    fn open_chunk(&mut self, chunk: u32) -> io::Result<()> {
        if self.open == Some(chunk) {
            return Ok(());
        }
        self.open = None;
        let is_last = chunk + 1 == self.layout.chunks;
        let plain = if is_last { self.layout.plain - u64::from(chunk) * CHUNK as u64 } else { CHUNK as u64 };
        let plain = usize::try_from(plain).map_err(|_| not_a_stream())?;
        self.plain.resize(plain + TAG, 0);
        self.inner.seek(SeekFrom::Start(shape::start_of(chunk)))?;
        self.inner.read_exact(&mut self.plain)?;
        self.stream.decrypt_in_place(chunk, is_last, b"", &mut self.plain).map_err(|_| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                "a sealed stream does not open: another key, another name, or changed",
            )
        })?;
        self.open = Some(chunk);
        Ok(())
    }
}

impl<R: Read + Seek> Read for SealedReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.offset >= self.layout.plain || into.is_empty() {
            return Ok(0);
        }
        let chunk = u32::try_from(self.offset / CHUNK as u64).map_err(|_| not_a_stream())?;
        self.open_chunk(chunk)?;
        let within = usize::try_from(self.offset % CHUNK as u64).map_err(|_| not_a_stream())?;
        let given = into.len().min(self.plain.len() - within);
        into[..given].copy_from_slice(&self.plain[within..within + given]);
        self.offset += given as u64;
        Ok(given)
    }
}

impl<R: Read + Seek> Seek for SealedReader<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let offset = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(by) => self.layout.plain.checked_add_signed(by),
            SeekFrom::Current(by) => self.offset.checked_add_signed(by),
        };
        self.offset =
            offset.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "cannot seek to before the beginning"))?;
        Ok(self.offset)
    }
}

impl<R: Read + Seek> Drop for SealedReader<R> {
    fn drop(&mut self) {
        self.plain.zeroize();
    }
}

impl<R: Read + Seek> fmt::Debug for SealedReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedReader({} of {} bytes)", self.offset, self.layout.plain)
    }
}

fn not_a_stream() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "this is not a sealed stream, or it was cut short")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;

    use super::*;
    use crate::{
        chance::{CountedChance, SystemChance},
        stream::writer::SealedWriter,
    };

    fn key() -> StreamKey {
        StreamKey::generate(&CountedChance::seeded(1))
    }

    fn text(length: usize) -> Vec<u8> {
        (0..length).map(|i| (i % 251) as u8).collect()
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut writer = SealedWriter::new(&SystemChance, &key(), "part|1", Vec::new()).unwrap();
        writer.write_all(plain).unwrap();
        writer.finish().unwrap()
    }

    fn read(sealed: &[u8]) -> io::Result<Vec<u8>> {
        let mut plain = Vec::new();
        SealedReader::open(&key(), "part|1", Cursor::new(sealed))?.read_to_end(&mut plain)?;
        Ok(plain)
    }

    #[test]
    fn what_went_in_comes_out_whatever_its_length() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17] {
            assert_eq!(read(&sealed(&text(length))).unwrap(), text(length), "{length}");
        }
    }

    #[test]
    fn a_flipped_bit_in_any_chunk_is_noticed() {
        let sealed = sealed(&text(3 * CHUNK + 100));
        assert!(read(&sealed).is_ok());
        let mut places: Vec<usize> = (0..HEAD).collect();
        for chunk in 0..4 {
            let start = shape::start_of(chunk) as usize;
            let end = (shape::start_of(chunk + 1) as usize).min(sealed.len());
            places.extend([start, start + 50, end - TAG - 1, end - TAG, end - 1]);
        }
        for place in places {
            for bit in 0..8 {
                let mut changed = sealed.clone();
                changed[place] ^= 1 << bit;
                assert!(read(&changed).is_err(), "byte {place} bit {bit}");
            }
        }
    }

    #[test]
    fn a_stream_that_was_cut_or_lengthened_does_not_even_open() {
        let sealed = sealed(&text(3 * CHUNK));
        let open = |bytes: &[u8]| SealedReader::open(&key(), "part|1", Cursor::new(bytes.to_vec())).is_ok();
        assert!(open(&sealed));
        for cut in [0, 3, HEAD, HEAD + TAG, HEAD + CHUNK + TAG, HEAD + 2 * (CHUNK + TAG), sealed.len() - 1] {
            assert!(!open(&sealed[..cut]), "cut at {cut}");
        }
        assert!(!open(&[&sealed[..], b"x"].concat()));
        assert!(!open(&[&sealed[..], &sealed[HEAD..]].concat()));
    }

    #[test]
    fn chunks_cannot_change_places_or_come_twice() {
        let sealed = sealed(&text(4 * CHUNK));
        let chunk = |n: usize| &sealed[HEAD + n * (CHUNK + TAG)..HEAD + (n + 1) * (CHUNK + TAG)];
        let build = |order: [usize; 4]| {
            [&sealed[..HEAD], chunk(order[0]), chunk(order[1]), chunk(order[2]), chunk(order[3])].concat()
        };
        assert!(read(&build([0, 1, 2, 3])).is_ok());
        for order in [[1, 0, 2, 3], [0, 0, 2, 3], [0, 1, 3, 2], [0, 1, 2, 2], [0, 2, 1, 3]] {
            assert!(read(&build(order)).is_err(), "{order:?}");
        }
    }

    #[test]
    fn another_key_another_name_or_no_end_does_not_open() {
        let sealed = sealed(b"hello");
        let other = StreamKey::generate(&CountedChance::seeded(2));
        assert!(SealedReader::open(&key(), "part|1", Cursor::new(&sealed)).is_ok());
        assert!(SealedReader::open(&other, "part|1", Cursor::new(&sealed)).is_err());
        assert!(SealedReader::open(&key(), "part|2", Cursor::new(&sealed)).is_err());

        let mut kept = Vec::new();
        let mut writer = SealedWriter::new(&SystemChance, &key(), "part|1", &mut kept).unwrap();
        writer.write_all(&text(CHUNK + 1)).unwrap();
        drop(writer);
        assert!(read(&kept).is_err(), "a stream that was not finished");
    }

    #[test]
    fn reading_can_start_anywhere() {
        let plain = text(5 * CHUNK + 7);
        let sealed = sealed(&plain);
        let mut reader = SealedReader::open(&key(), "part|1", Cursor::new(&sealed)).unwrap();
        for (from, length) in [(0, 10), (CHUNK - 5, 10), (4 * CHUNK, CHUNK), (3, 2 * CHUNK), (5 * CHUNK, 7), (CHUNK, 0)]
        {
            reader.seek(SeekFrom::Start(from as u64)).unwrap();
            let mut piece = vec![0; length];
            reader.read_exact(&mut piece).unwrap();
            assert_eq!(piece, plain[from..from + length], "{from} {length}");
        }
        assert_eq!(reader.seek(SeekFrom::End(-3)).unwrap(), plain.len() as u64 - 3);
        assert!(reader.seek(SeekFrom::Current(-(plain.len() as i64))).is_err());
        reader.seek(SeekFrom::Start(u64::MAX)).unwrap();
        assert_eq!(reader.read(&mut [0; 8]).unwrap(), 0);
    }

    #[test]
    fn a_change_elsewhere_does_not_hinder_and_does_not_pass() {
        let mut sealed = sealed(&text(3 * CHUNK));
        sealed[HEAD + CHUNK + TAG + 9] ^= 1;
        let mut reader = SealedReader::open(&key(), "part|1", Cursor::new(&sealed)).unwrap();
        let mut piece = [0; 16];
        reader.read_exact(&mut piece).unwrap();
        reader.seek(SeekFrom::Start(CHUNK as u64 + 100)).unwrap();
        assert_eq!(reader.read(&mut piece).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn the_size_of_the_writes_does_not_matter(sizes in proptest::collection::vec(0usize..100_000, 0..8)) {
            let plain = text(sizes.iter().sum());
            let mut writer = SealedWriter::new(&SystemChance, &key(), "part|1", Vec::new()).unwrap();
            let mut rest = &plain[..];
            for size in sizes {
                let (piece, next) = rest.split_at(size);
                writer.write_all(piece).unwrap();
                rest = next;
            }
            prop_assert_eq!(read(&writer.finish().unwrap()).unwrap(), plain);
        }
    }
}
