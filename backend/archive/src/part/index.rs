//! What a part holds, and where.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::head::{CollectionHead, FileHead};

/// The contents of a part, in the order in which they were handed over.
///
/// Names of files may be personal data: it is to be stored sealed, like the part itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartIndex {
    /// One for each time a collection was opened; the same name may come again.
    pub collections: Vec<StoredCollection>,
    /// The files.
    pub files: Vec<StoredFile>,
}

impl PartIndex {
    /// How many records there are in all collections.
    pub fn records(&self) -> u64 {
        self.collections.iter().map(|collection| collection.records).sum()
    }

    /// How many records belong to other people too.
    pub fn shared(&self) -> u64 {
        self.collections.iter().map(|collection| collection.shared).sum()
    }

    /// Whether nothing about the person was handed over: no record, no file. Empty collections say where was looked.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.records() == 0
    }
}

/// A run of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCollection {
    /// What it is.
    pub head: CollectionHead,
    /// How many records there are; zero says that we looked and found none.
    pub records: u64,
    /// How many of them belong to other people too.
    pub shared: u64,
    /// Fields that occur in a tabular collection but not in its head, in the order in which they first came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra_fields: Vec<String>,
    /// By which inputs the records were reached. With more than one, each record has to say by which.
    #[serde(default)]
    pub inputs: BTreeSet<String>,
    /// Where it begins, in bytes of the plain part.
    pub offset: u64,
    /// How long it is there, in bytes.
    pub length: u64,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// What it is.
    pub head: FileHead,
    /// Where it begins, in bytes of the plain part.
    pub offset: u64,
    /// How long it is, in bytes.
    pub length: u64,
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The CRC-32 of its bytes, which a zip wants to know.
    pub crc32: u32,
}
