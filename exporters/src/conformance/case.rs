//! What a test says about the system it has prepared.

use std::{collections::BTreeMap, sync::Arc};

use crate::contract::{connector::Connector, subject::Subject};

/// A prepared system and the person planted in it.
#[derive(Clone)]
pub struct Case {
    /// The system. Nothing else may write to it while the checks run.
    pub connector: Arc<dyn Connector>,
    /// The person planted in it.
    pub person: Subject,
    /// How many records each collection has of the person, zeros included. Exactly these collections are handed over.
    pub records: BTreeMap<String, u64>,
    /// How many files the person has.
    pub files: u64,
    /// Texts that are in the person's records and files, each in at least one.
    pub theirs: Vec<String>,
    /// Texts that are in other people's records and files only: of strangers and of those who are nearly called the same.
    pub others: Vec<String>,
    /// Persons who are not in the system although it knows their kinds of identifier: nobody, and look-alikes. Some of
    /// their identifiers hold what the system's language might take for syntax.
    pub nobody: Vec<Subject>,
    /// A person of kinds that the system does not know.
    pub of_strange_kind: Subject,
    /// The same system while it cannot be reached: a closed port, a wrong address. None for one that is never reached.
    pub unreachable: Option<Arc<dyn Connector>>,
    /// The same system with credentials that it refuses, if it can refuse.
    pub refused: Option<Arc<dyn Connector>>,
    /// Texts that no message may hold: secrets, and what names the person.
    pub unspeakable: Vec<String>,
}

/// A prepared system in which the planted person has very much.
#[derive(Clone)]
pub struct LargeCase {
    /// The system.
    pub connector: Arc<dyn Connector>,
    /// The person.
    pub person: Subject,
    /// How many records they have in all.
    pub records: u64,
    /// How many bytes of JSON that is at least.
    pub bytes: u64,
    /// By how much the process may grow while they are handed over, in bytes.
    pub may_grow: u64,
}
