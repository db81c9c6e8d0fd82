//! `manifest.json`: what an archive holds, for programs.
//!
//! It lists every other entry with its length and check sum, so that whoever got the archive can prove that nothing is
//! missing and nothing was changed.

use serde::{Deserialize, Serialize};

/// The path of the manifest.
pub const PATH: &str = "manifest.json";
/// Tells this kind of manifest from others.
pub const FORMAT: &str = "rightsdesk-archive";
/// Rises when a reader of the former version would misunderstand.
pub const VERSION: u32 = 1;

/// The whole manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// [`VERSION`] of the writer.
    pub version: u32,
    /// The ticket's reference.
    pub reference: String,
    /// Who answered.
    pub controller: String,
    /// The language of the words: `en`, `fr`, `de`.
    pub language: String,
    /// The day of the answer: `2026-12-14`.
    pub prepared_on: String,
    /// What was asked for.
    pub requests: Vec<ManifestRequest>,
    /// What each system said, also those where nothing was found.
    pub systems: Vec<ManifestSystem>,
    /// Every entry of the archive but the manifest itself, in the order in which they stand there.
    pub entries: Vec<ManifestEntry>,
}

/// One right that was exercised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestRequest {
    /// The right's code: `access`, `portability`.
    pub right: String,
    /// The day it was received: `2026-11-14`.
    pub received_on: String,
}

/// What one system said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestSystem {
    /// The system's key.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Its folder: `ems/`, `portable/ems/`.
    pub folder: String,
    /// `everything` or `portable`.
    pub scope: ManifestScope,
    /// How the search ended.
    pub outcome: ManifestOutcome,
    /// Why something was withheld, or nothing was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What is missing, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<ManifestGap>,
    /// How many records are here.
    pub records: u64,
    /// How many of these belong to other people too.
    pub also_about_others: u64,
    /// How many files are here.
    pub files: u64,
}

/// Which request a system's data answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManifestScope {
    /// Access.
    Everything,
    /// Portability.
    Portable,
}

/// How the search in a system ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManifestOutcome {
    /// All that is held is here.
    Complete,
    /// Part of it is here.
    Partly,
    /// Nothing is held.
    NothingFound,
    /// Nothing was looked for.
    NotLooked,
    /// Something is held and not handed over.
    Withheld,
}

/// Something that is not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestGap {
    /// What is missing.
    pub what: String,
    /// Why.
    pub why: String,
}

/// One entry of the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Its path.
    pub path: String,
    /// Its length, unpacked.
    pub bytes: u64,
    /// Its SHA-256, unpacked, in lower-case hexadecimal.
    pub sha256: String,
    /// The folder of the system it is of, which names the line of [`Manifest::systems`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The collection whose records it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// How many records it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<u64>,
    /// The name that the system has for this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_name: Option<String>,
    /// The media type that the system gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
}
