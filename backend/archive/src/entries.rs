//! The zip itself: entries that are written one after the other, counted and hashed on their way.
//!
//! The archive is streamed: lengths and check sums stand behind each entry, never before it, so nothing is written
//! twice and nothing waits in memory. The 64-bit form is used only for what needs it, because not every reader knows it.

use std::io::{self, Read, Write};

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    read::{ZipReadOptions, read_zipfile_from_stream_with_options},
    write::{SimpleFileOptions, StreamWriter},
};

use crate::{
    as_is::AsIs,
    error::ArchiveError,
    hex,
    manifest::{Manifest, ManifestEntry},
};

/// From this length on an entry gets the 64-bit form: 4 GiB, less what deflating can add to incompressible data.
pub const LARGE: u64 = (1 << 32) - (1 << 24);

/// The owner may write, everybody may read; nothing can be run.
const PERMISSIONS: u32 = 0o644;

/// Writes entries and remembers what it wrote.
pub struct Entries<W: Write> {
    zip: ZipWriter<StreamWriter<Counted<W>>>,
    options: SimpleFileOptions,
    date: DateTime,
    written: Vec<ManifestEntry>,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The length of the zip.
    pub bytes: u64,
    /// The SHA-256 of the zip, in lower-case hexadecimal.
    pub sha256: String,
    /// How many entries it has.
    pub entries: u64,
}

impl<W: Write> Entries<W> {
    /// Begins an archive whose entries bear that date.
    pub fn new(into: W, date: NaiveDate) -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(noon(date))
            .unix_permissions(PERMISSIONS);
        let zip = ZipWriter::new_stream(Counted { inner: into, bytes: 0, hash: Sha256::new() });
        Self { zip, options, date: noon(date), written: Vec::new() }
    }

    /// Begins an entry that is at most so long. Must be [ended](Entry::end).
    pub fn start(&mut self, path: &str, at_most: u64) -> Result<Entry<'_, W>, ArchiveError> {
        self.zip.start_file(path, self.options.large_file(at_most >= LARGE))?;
        Ok(Entry { entries: self, path: path.to_owned(), hash: Sha256::new(), bytes: 0 })
    }

    /// Writes a whole entry.
    pub fn whole(&mut self, path: &str, text: &str, system: Option<&str>) -> Result<(), ArchiveError> {
        let mut entry = self.start(path, text.len() as u64)?;
        entry.write_all(text.as_bytes())?;
        entry.end(ManifestEntry { system: system.map(str::to_owned), ..ManifestEntry::default() });
        Ok(())
    }

    /// Writes a whole file without packing it. Its length and CRC-32 must be known; its SHA-256 is returned.
    pub fn as_is(
        &mut self,
        path: &str,
        from: impl Read,
        (length, crc32): (u64, u32),
        about: ManifestEntry,
    ) -> Result<String, ArchiveError> {
        let mut file = AsIs::new(path, from, length)?;
        let options = ZipReadOptions::default()
            .override_compressed_size(AsIs::<io::Empty>::packed_length(length))
            .override_uncompressed_size(length)
            .override_crc(crc32);
        let entry =
            read_zipfile_from_stream_with_options(&mut file, options)?.ok_or(zip::result::ZipError::FileNotFound)?;
        self.zip.raw_copy_file_touch(entry, self.date, Some(PERMISSIONS))?;
        let sha256 = file.sha256();
        self.written.push(ManifestEntry { path: path.to_owned(), bytes: length, sha256: sha256.clone(), ..about });
        Ok(sha256)
    }

    /// Writes the manifest, to which the list of entries is added, and ends the archive.
    pub fn finish(mut self, path: &str, mut manifest: Manifest) -> Result<(W, Totals), ArchiveError> {
        manifest.entries = std::mem::take(&mut self.written);
        let entries = manifest.entries.len() as u64 + 1;
        self.zip.start_file(path, self.options)?;
        serde_json::to_writer_pretty(&mut self.zip, &manifest).map_err(io::Error::from)?;
        let counted = self.zip.finish()?.into_inner();
        let totals = Totals { bytes: counted.bytes, sha256: hex::of(&counted.hash.finalize()), entries };
        Ok((counted.inner, totals))
    }
}

/// An entry that is being written.
pub struct Entry<'a, W: Write> {
    entries: &'a mut Entries<W>,
    path: String,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Entry<'_, W> {
    /// Ends the entry and lists it: `about` tells what it is, its path, length and check sum are added. The check sum
    /// is returned.
    pub fn end(self, about: ManifestEntry) -> String {
        let sha256 = hex::of(&self.hash.finalize());
        let entry = ManifestEntry { path: self.path, bytes: self.bytes, sha256: sha256.clone(), ..about };
        self.entries.written.push(entry);
        sha256
    }
}

impl<W: Write> Write for Entry<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.entries.zip.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    /// Nothing: to flush the packing would make the entry larger.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Counts and hashes what passes.
struct Counted<W> {
    inner: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Noon of a day, which is that day in every time zone of Europe. Zip knows the years 1980 to 2107.
pub fn noon(date: NaiveDate) -> DateTime {
    let part = |number: u32| u8::try_from(number).ok();
    let year = u16::try_from(date.year()).ok();
    year.zip(part(date.month()))
        .zip(part(date.day()))
        .and_then(|((year, month), day)| DateTime::from_date_and_time(year, month, day, 12, 0, 0).ok())
        .unwrap_or_default()
}
