//! Where everything will stand: decided before the first byte is written, because the first page links to the rest.

use std::collections::HashMap;

use crate::{
    cuts::Cuts,
    names::Names,
    package::{Outcome, Package, Scope, SystemData},
    part::head::{CollectionHead, FileHead},
    words,
};

/// The folder of everything that answers a request for portability.
const PORTABLE: &str = "portable";
/// Longer collections are written as JSON Lines, which programs read without holding all of it.
const LONGEST_ARRAY: u64 = 10_000;

/// What one system's folder will hold.
#[derive(Debug)]
pub struct PlannedSystem {
    /// The folder with its slash: `ems/`, `portable/ems/`.
    pub folder: String,
    /// How the search ended, with "complete, but nothing" told as nothing.
    pub ending: Ending,
    /// Each collection once, however many parts it came in.
    pub collections: Vec<PlannedCollection>,
    /// The files.
    pub files: Vec<PlannedFile>,
}

/// How the search ended, as far as pages differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// There is data.
    Data,
    /// Nothing is held.
    Nothing,
    /// Nothing was looked for.
    NotLooked,
    /// Nothing is handed over.
    Withheld,
}

/// One collection, gathered from all parts.
#[derive(Debug)]
pub struct PlannedCollection {
    /// What it is; fields as announced in the first part.
    pub head: CollectionHead,
    /// Its file name without ending.
    pub stem: String,
    /// The columns of the table: the announced fields, then those that came unannounced.
    pub columns: Vec<String>,
    /// How many records.
    pub records: u64,
    /// How many of them belong to others too.
    pub shared: u64,
    /// Whether each record says by which input it was reached.
    pub says_input: bool,
    /// Bytes in the parts.
    pub length: u64,
    /// Where its records are.
    pub runs: Vec<Place>,
    /// What of it is withheld.
    pub cuts: Cuts,
    /// What stands in place of a withheld value.
    pub mark: &'static str,
}

/// One file.
#[derive(Debug)]
pub struct PlannedFile {
    /// Its name in the folder `files/`.
    pub name: String,
    /// What it is, with the name that the system has for it.
    pub head: FileHead,
    /// How long it is.
    pub length: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// Its CRC-32.
    pub crc32: u32,
    /// Where it is.
    pub place: Place,
}

/// A line of a part's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which part of the system.
    pub part: usize,
    /// Which of its collections or files.
    pub line: usize,
}

impl PlannedCollection {
    /// The file that holds every record, if there are any.
    pub fn json_file(&self) -> Option<String> {
        match self.records {
            0 => None,
            1..=LONGEST_ARRAY => Some(format!("{}.json", self.stem)),
            _ => Some(format!("{}.jsonl", self.stem)),
        }
    }

    /// The table, if a table can show all of it.
    pub fn csv_file(&self) -> Option<String> {
        (self.head.tabular && self.records > 0).then(|| format!("{}.csv", self.stem))
    }

    /// Whether the records stand one to a line instead of in an array.
    pub fn is_lines(&self) -> bool {
        self.records > LONGEST_ARRAY
    }

    /// How long a file of it can become at most: quoting can double a table, marks add a little to each record.
    pub fn at_most(&self) -> u64 {
        self.length.saturating_mul(2).saturating_add(self.records.saturating_mul(128))
    }

    /// Whether records may carry a mark of ours.
    pub fn is_marked(&self) -> bool {
        self.says_input || self.shared > 0
    }
}

impl PlannedSystem {
    /// How many records.
    pub fn records(&self) -> u64 {
        self.collections.iter().map(|collection| collection.records).sum()
    }

    /// How many of them belong to others too.
    pub fn shared(&self) -> u64 {
        self.collections.iter().map(|collection| collection.shared).sum()
    }
}

/// The plan for each system of a package, in its order.
pub fn of(package: &Package<'_>) -> Vec<PlannedSystem> {
    let mut top = Names::except(&[PORTABLE, "start-here.html", "readme.txt", "manifest.json", "about-your-data.html"]);
    let mut portable = Names::default();
    let mark = words::of(package.language).withheld_mark;
    package
        .systems
        .iter()
        .map(|system| match system.scope {
            Scope::Everything => plan(system, format!("{}/", top.stem(&system.key, "system")), mark),
            Scope::Portable => plan(system, format!("{PORTABLE}/{}/", portable.stem(&system.key, "system")), mark),
        })
        .collect()
}

fn plan(system: &SystemData<'_>, folder: String, mark: &'static str) -> PlannedSystem {
    let has_data = system.parts.iter().any(|part| !part.index.is_empty());
    let ending = match &system.outcome {
        Outcome::Withheld { .. } => Ending::Withheld,
        Outcome::NotLooked { .. } => Ending::NotLooked,
        Outcome::Complete | Outcome::NothingFound if !has_data => Ending::Nothing,
        // What was found is handed over, even if somebody said that there was nothing.
        Outcome::Complete | Outcome::NothingFound | Outcome::Partly { .. } => Ending::Data,
    };
    match ending {
        // Nothing of it may reach the archive, not even the name of a file.
        Ending::Withheld | Ending::NotLooked => {
            PlannedSystem { folder, ending, collections: Vec::new(), files: Vec::new() }
        }
        Ending::Data | Ending::Nothing => {
            PlannedSystem { folder, ending, collections: collections(system, mark), files: files(system) }
        }
    }
}

fn collections(system: &SystemData<'_>, mark: &'static str) -> Vec<PlannedCollection> {
    let mut names = Names::except(&["index", "fields", "files", "nothing-found", "not-looked", "withheld"]);
    let mut planned: Vec<PlannedCollection> = Vec::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    let mut inputs: Vec<Vec<&str>> = Vec::new();
    for (part, line, stored) in
        system.parts.iter().enumerate().flat_map(|(part, stored)| {
            stored.index.collections.iter().enumerate().map(move |(line, it)| (part, line, it))
        })
    {
        let at = *by_name.entry(&stored.head.name).or_insert_with(|| {
            planned.push(PlannedCollection {
                head: stored.head.clone(),
                stem: names.stem(&stored.head.name, "collection"),
                columns: stored.head.fields.iter().map(|field| field.name.clone()).collect(),
                records: 0,
                shared: 0,
                says_input: false,
                length: 0,
                runs: Vec::new(),
                cuts: Cuts::of(&stored.head.name, &system.cuts),
                mark,
            });
            inputs.push(Vec::new());
            planned.len() - 1
        });
        let (collection, inputs) = (&mut planned[at], &mut inputs[at]);
        collection.records += stored.records;
        collection.shared += stored.shared;
        collection.length += stored.length;
        collection.head.tabular &= stored.head.tabular;
        let announced = stored.head.fields.iter().map(|field| &field.name);
        for name in announced.chain(&stored.extra_fields) {
            if !collection.columns.contains(name) {
                collection.columns.push(name.clone());
            }
        }
        inputs.extend(stored.inputs.iter().map(String::as_str));
        collection.says_input |= inputs.iter().any(|input| *input != inputs[0]);
        if stored.records > 0 {
            collection.runs.push(Place { part, line });
        }
    }
    for collection in &mut planned {
        let (all, shared) = collection.cuts.dropped(collection.records);
        collection.records -= all;
        collection.shared = collection.shared.saturating_sub(shared);
    }
    planned
}

fn files(system: &SystemData<'_>) -> Vec<PlannedFile> {
    let mut names = Names::default();
    let mut planned = Vec::new();
    for (part, stored) in system.parts.iter().enumerate() {
        for (line, file) in stored.index.files.iter().enumerate() {
            planned.push(PlannedFile {
                name: names.file(&file.head.name, file.head.media_type.as_deref()),
                head: file.head.clone(),
                length: file.length,
                sha256: file.sha256.clone(),
                crc32: file.crc32,
                place: Place { part, line },
            });
        }
    }
    planned
}
