//! The form of an archive that is mailed: one more zip around it, encrypted with AES-256.
//!
//! The encryption of zip leaves the names of entries readable. Therefore the archive goes in as a single entry, whose
//! name tells nothing. The check of the passphrase is weak against guessing (PBKDF2 with 1,000 rounds), so the passphrase
//! must be a generated one.

use std::io::{self, Read, Write};

use chrono::NaiveDate;
use zip::{AesMode, AesSalt, CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    entries::{LARGE, noon},
    error::ArchiveError,
};

/// The name of the only entry.
pub const INNER: &str = "your-data.zip";

/// Wraps an archive of that length, piece by piece, and returns the writer. The salt must be random and new.
pub fn wrap_for_mail<W: Write>(
    mut archive: impl Read,
    length: u64,
    passphrase: &str,
    salt: [u8; 16],
    date: NaiveDate,
    into: W,
) -> Result<W, ArchiveError> {
    let salt = AesSalt::try_new(AesMode::Aes256, &salt)?;
    let options = SimpleFileOptions::default()
        // The archive is compressed already. Whoever knows AES knows how to find the end of a stored entry.
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(noon(date))
        .large_file(length >= LARGE)
        .with_aes_encryption_and_salt(passphrase.as_bytes(), salt);
    let mut zip = ZipWriter::new_stream(into);
    zip.start_file(INNER, options)?;
    io::copy(&mut archive, &mut zip)?;
    Ok(zip.finish()?.into_inner())
}
