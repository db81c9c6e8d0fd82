//! Opening an archive again: to check it before it goes out, and in tests.

use std::io::{self, Cursor, Read, Seek};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::{
    hex,
    manifest::{self, Manifest},
};

/// Why an archive is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Not a zip, or a damaged one, or the passphrase is another.
    #[error("the archive does not open")]
    Zip(#[from] zip::result::ZipError),
    /// It could not be read.
    #[error("the archive could not be read")]
    Io(#[from] io::Error),
    /// The manifest is not one.
    #[error("the manifest is not one of ours")]
    Manifest(#[source] Option<serde_json::Error>),
    /// An entry is missing from the archive or from the manifest.
    #[error("the archive has {in_archive} entries, the manifest lists {in_manifest}")]
    Entries {
        /// How many there are.
        in_archive: usize,
        /// How many there should be.
        in_manifest: usize,
    },
    /// An entry is not the one that the manifest lists.
    #[error("entry number {0} is not as the manifest says")]
    Changed(usize),
}

/// Checks every entry against the manifest, and the manifest against the entries.
pub fn verify(archive: impl Read + Seek) -> Result<Manifest, CheckError> {
    let mut zip = ZipArchive::new(archive)?;
    let mut text = Vec::new();
    zip.by_name(manifest::PATH)?.read_to_end(&mut text)?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| CheckError::Manifest(Some(error)))?;
    if manifest.format != manifest::FORMAT || manifest.version != manifest::VERSION {
        return Err(CheckError::Manifest(None));
    }
    if zip.len() != manifest.entries.len() + 1 {
        return Err(CheckError::Entries { in_archive: zip.len(), in_manifest: manifest.entries.len() + 1 });
    }
    for (number, listed) in manifest.entries.iter().enumerate() {
        // By number and name, so that an entry that stands there twice cannot hide another.
        let entry = zip.by_index(number)?;
        if entry.name()? != listed.path {
            return Err(CheckError::Changed(number));
        }
        let mut hash = Hash(Sha256::new());
        // One byte more than it should have is enough to know.
        let bytes = io::copy(&mut entry.take(listed.bytes.saturating_add(1)), &mut hash)?;
        if bytes != listed.bytes || hex::of(&hash.0.finalize()) != listed.sha256 {
            return Err(CheckError::Changed(number));
        }
    }
    Ok(manifest)
}

/// The bytes of one entry.
pub fn entry(archive: impl Read + Seek, path: &str) -> Result<Vec<u8>, CheckError> {
    let mut bytes = Vec::new();
    ZipArchive::new(archive)?.by_name(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The archive inside a [mailed one](crate::mail::wrap_for_mail).
pub fn unwrap_mailed(mailed: &[u8], passphrase: &str) -> Result<Vec<u8>, CheckError> {
    let mut zip = ZipArchive::new(Cursor::new(mailed))?;
    if zip.len() != 1 {
        return Err(CheckError::Entries { in_archive: zip.len(), in_manifest: 1 });
    }
    let mut archive = Vec::new();
    zip.by_index_decrypt(0, passphrase.as_bytes())?.read_to_end(&mut archive)?;
    Ok(archive)
}

struct Hash(Sha256);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
