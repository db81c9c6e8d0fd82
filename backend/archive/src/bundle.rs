//! A signed bundle: a zip of a few small files, a list of them with their check sums, and a signature over that list.
//!
//! Unlike a [package](crate::package) it holds nobody's data: it is evidence, for whoever has to show later what was done.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{entries::noon, error::ArchiveError, hex};

/// The list of files.
pub const LIST: &str = "manifest.json";
/// The signature over the bytes of the list.
pub const SIGNATURE: &str = "manifest.json.sig";
/// What the list says it is.
const FORMAT: &str = "rightsdesk evidence 1";
/// No file of a bundle is longer: what is longer is none of ours, and is not read on.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The list of what is in a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// What this is, and in which version.
    pub format: String,
    /// What it is about.
    pub reference: String,
    /// By which public key it is signed.
    pub signed_by: String,
    /// Every file but this list and its signature.
    pub files: Vec<Listed>,
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its path.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

/// A file that goes into a bundle.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path.
    pub path: &'static str,
    /// What stands in it.
    pub text: String,
}

/// Packs files; `sign` signs the list.
pub fn pack(
    (reference, signed_by): (&str, &str),
    files: &[File],
    day: NaiveDate,
    sign: impl FnOnce(&[u8]) -> String,
) -> Result<Vec<u8>, ArchiveError> {
    let listed = files.iter().map(|file| Listed {
        path: file.path.to_owned(),
        bytes: file.text.len() as u64,
        sha256: hex::of(&Sha256::digest(file.text.as_bytes())),
    });
    let list = List {
        format: FORMAT.to_owned(),
        reference: reference.to_owned(),
        signed_by: signed_by.to_owned(),
        files: listed.collect(),
    };
    let list = serde_json::to_string_pretty(&list).map_err(std::io::Error::from)?;
    let signature = sign(list.as_bytes());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(noon(day))
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let texts = files.iter().map(|file| (file.path, &file.text));
    for (path, text) in texts.chain([(LIST, &list), (SIGNATURE, &signature)]) {
        zip.start_file(path, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Why a bundle is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is no zip, or a damaged one.
    #[error("the bundle does not open")]
    Zip(#[from] zip::result::ZipError),
    /// It could not be read.
    #[error("the bundle could not be read")]
    Io(#[from] std::io::Error),
    /// The list is none of ours.
    #[error("its list of files is none of ours")]
    List,
    /// The signature is not one over the list, by the key that was asked for.
    #[error("its list of files is not signed by that key")]
    Signature,
    /// A file is missing, is there twice, or is not in the list.
    #[error("{0} is missing, is there twice, or does not belong there")]
    File(String),
    /// A file is not the one that the list names.
    #[error("{0} was altered")]
    Changed(String),
}

/// A file of a bundle: its path and its bytes.
pub type Unpacked = (String, Vec<u8>);

/// Reads a bundle and checks all of it. `is_signed` is asked with the list's bytes, the key that it names, and the signature.
pub fn check(
    bundle: &[u8],
    is_signed: impl FnOnce(&[u8], &str, &str) -> bool,
) -> Result<(List, Vec<Unpacked>), BundleError> {
    let mut zip = ZipArchive::new(Cursor::new(bundle))?;
    let (mut files, mut seen) = (Vec::new(), BTreeSet::new());
    for at in 0..zip.len() {
        let entry = zip.by_index(at)?;
        let path = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        entry.take(LONGEST).read_to_end(&mut bytes)?;
        if !seen.insert(path.clone()) {
            return Err(BundleError::File(path));
        }
        files.push((path, bytes));
    }
    let mut take = |wanted: &str| {
        let at = files.iter().position(|(path, _)| path == wanted);
        at.map(|at| files.remove(at).1).ok_or_else(|| BundleError::File(wanted.to_owned()))
    };
    let (text, signature) = (take(LIST)?, take(SIGNATURE)?);
    let list: List = serde_json::from_slice(&text).map_err(|_| BundleError::List)?;
    if list.format != FORMAT {
        return Err(BundleError::List);
    }
    let signature = String::from_utf8(signature).map_err(|_| BundleError::Signature)?;
    if !is_signed(&text, &list.signed_by, &signature) {
        return Err(BundleError::Signature);
    }
    for listed in &list.files {
        let file = files.iter().find(|(path, _)| *path == listed.path);
        let (_, bytes) = file.ok_or_else(|| BundleError::File(listed.path.clone()))?;
        if bytes.len() as u64 != listed.bytes || hex::of(&Sha256::digest(bytes)) != listed.sha256 {
            return Err(BundleError::Changed(listed.path.clone()));
        }
    }
    match files.iter().find(|(path, _)| !list.files.iter().any(|listed| listed.path == *path)) {
        Some((stranger, _)) => Err(BundleError::File(stranger.clone())),
        None => Ok((list, files)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(text: &str) -> Vec<u8> {
        let files = [File { path: "evidence.json", text: text.to_owned() }];
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        pack(("DR-1", "us"), &files, day, |list| format!("signed {}", hex::of(&Sha256::digest(list)))).unwrap()
    }

    fn checked(bundle: &[u8]) -> Result<List, BundleError> {
        let is_signed = |list: &[u8], by: &str, signature: &str| {
            by == "us" && signature == format!("signed {}", hex::of(&Sha256::digest(list)))
        };
        check(bundle, is_signed).map(|(list, _)| list)
    }

    #[test]
    fn what_was_packed_checks() {
        let list = checked(&bundle("all of it")).unwrap();
        assert_eq!((list.reference.as_str(), list.files.len()), ("DR-1", 1));
    }

    #[test]
    fn a_byte_that_changed_anywhere_is_found() {
        let whole = bundle("all of it, and that is all");
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            // Dates and permissions of a zip prove nothing and may differ; what stands in its files may not.
            if let Ok((_, files)) =
                check(&changed, |list, _, signature| signature == format!("signed {}", hex::of(&Sha256::digest(list))))
            {
                assert_eq!(files[0].1, b"all of it, and that is all", "byte {at}");
            }
        }
    }

    #[test]
    fn a_file_that_was_added_is_found() {
        let mut zip = ZipWriter::new_append(Cursor::new(bundle("all of it"))).unwrap();
        zip.start_file("more.txt", SimpleFileOptions::default()).unwrap();
        zip.write_all(b"more").unwrap();
        let more = zip.finish().unwrap().into_inner();
        assert!(matches!(checked(&more), Err(BundleError::File(path)) if path == "more.txt"));
    }
}
