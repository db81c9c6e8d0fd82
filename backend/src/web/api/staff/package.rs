//! A package: the answer in files.

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use rightsdesk_archive::manifest::{Manifest, ManifestOutcome, ManifestScope};
use uuid::Uuid;

use crate::archive::{entity::Model, state::State};

/// A package.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PackageView {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub state: State,
    /// Its size in bytes, as the person gets it, once it is built.
    pub bytes: Option<u64>,
    /// SHA-256 of it, in hexadecimal.
    pub sha256: Option<String>,
    /// When it was ordered.
    pub created_at: DateTime<Utc>,
    /// When it was released.
    pub released_at: Option<DateTime<Utc>>,
    /// Until when the person can have it.
    pub expires_at: Option<DateTime<Utc>>,
    /// How often it was fetched.
    pub downloads: u32,
    /// How often it can still be fetched.
    pub downloads_left: u32,
    /// What went wrong last.
    pub problem: Option<String>,
}

/// What stands in a package, as its own manifest says.
#[derive(Clone, Debug, Object)]
pub struct PackageContents {
    /// What each system said, also those where nothing was found.
    pub systems: Vec<PackagedSystem>,
    /// Every file in it but the manifest itself.
    pub entries: Vec<PackageEntry>,
}

/// What one system said.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct PackagedSystem {
    /// The system's key.
    pub key: String,
    /// Its folder.
    pub folder: String,
    /// For which request.
    pub scope: PackageScope,
    /// How the search ended.
    pub outcome: PackageOutcome,
    /// Why something was withheld.
    pub reason: Option<String>,
    /// What is missing, and why.
    pub gaps: Vec<PackageGap>,
    /// How many records are here.
    pub records: u64,
    /// How many of these belong to other people too.
    pub also_about_others: u64,
    /// How many files are here.
    pub files: u64,
}

/// Something that is not here.
#[derive(Clone, Debug, Object)]
pub struct PackageGap {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Which request a system's data answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum PackageScope {
    /// Access.
    Everything,
    /// Portability.
    Portable,
}

/// How the search in a system ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum PackageOutcome {
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

/// A file in a package.
#[derive(Clone, Debug, Object)]
pub struct PackageEntry {
    /// Its path.
    pub path: String,
    /// Its length in bytes, unpacked.
    pub bytes: u64,
    /// Its SHA-256, unpacked, in hexadecimal.
    pub sha256: String,
}

impl PackageView {
    /// That of an archive that was fetched so often.
    pub fn of(row: &Model, downloads: usize) -> Self {
        Self {
            id: row.id.0,
            state: row.state,
            bytes: row.sha256.as_ref().and_then(|_| u64::try_from(row.bytes).ok()),
            sha256: row.sha256.clone(),
            created_at: row.created_at,
            released_at: row.released_at,
            expires_at: row.expires_at,
            downloads: u32::try_from(downloads).unwrap_or(u32::MAX),
            downloads_left: u32::try_from(row.downloads_left).unwrap_or(0),
            problem: row.problem.clone(),
        }
    }
}

impl From<Manifest> for PackageContents {
    fn from(manifest: Manifest) -> Self {
        let systems = manifest.systems.into_iter().map(|system| PackagedSystem {
            key: system.key,
            folder: system.folder,
            scope: match system.scope {
                ManifestScope::Everything => PackageScope::Everything,
                ManifestScope::Portable => PackageScope::Portable,
            },
            outcome: match system.outcome {
                ManifestOutcome::Complete => PackageOutcome::Complete,
                ManifestOutcome::Partly => PackageOutcome::Partly,
                ManifestOutcome::NothingFound => PackageOutcome::NothingFound,
                ManifestOutcome::NotLooked => PackageOutcome::NotLooked,
                ManifestOutcome::Withheld => PackageOutcome::Withheld,
            },
            reason: system.reason,
            gaps: system.gaps.into_iter().map(|gap| PackageGap { what: gap.what, why: gap.why }).collect(),
            records: system.records,
            also_about_others: system.also_about_others,
            files: system.files,
        });
        let entries = manifest.entries.into_iter();
        let entries = entries.map(|entry| PackageEntry { path: entry.path, bytes: entry.bytes, sha256: entry.sha256 });
        Self { systems: systems.collect(), entries: entries.collect() }
    }
}
