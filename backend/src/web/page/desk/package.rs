//! The answer before it goes out, as a part of the ticket.

use crate::web::page::tag::TaskTag;

/// What will be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// How far it is.
    pub stage: PackageStage,
    /// Its size, written out; empty while it is being built.
    pub size: String,
    /// SHA-256 in hexadecimal digits; empty while it is being built.
    pub sha256: String,
    /// How it reaches the person, in words.
    pub delivery: String,
    /// The last day, written out.
    pub expires_on: Option<String>,
    /// Complete downloads so far.
    pub downloads: u32,
    /// What it holds of each system, empty ones included.
    pub systems: Vec<PackageSystem>,
}

/// How far a package is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageStage {
    /// Systems still answer, or it is being written.
    Building,
    /// It waits for a person to look at it.
    Ready,
    /// It could not be built: a person must look.
    Abandoned,
    /// It went out.
    Released {
        /// When, written out.
        on: String,
    },
}

/// What a package holds of one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageSystem {
    /// The id of its task, in addresses.
    pub task: String,
    /// Its name, and for which right if it was asked for several.
    pub name: String,
    /// How its task ended.
    pub state: TaskTag,
    /// Its collections.
    pub collections: Vec<PackageCollection>,
    /// Files beside the records: name and size, written out.
    pub files: Vec<(String, String)>,
    /// What is held but is not handed over, with the reason.
    pub withheld: Vec<String>,
}

/// Records of one shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageCollection {
    /// Its name, in addresses too.
    pub name: String,
    /// How many records.
    pub records: u64,
    /// How many of them belong to other people too.
    pub shared: u64,
    /// Whether it has free text that may name other people.
    pub has_free_text: bool,
}
