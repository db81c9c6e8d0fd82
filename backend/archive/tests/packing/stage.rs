//! A package to try things with.

use std::{collections::BTreeMap, io::Cursor};

use chrono::NaiveDate;
use rightsdesk_archive::{
    about::{About, AboutPurpose, AboutRecipient, AboutSystem, Authority},
    assemble::{Assembled, assemble},
    language::Language,
    manifest::Manifest,
    open,
    package::{Controller, Outcome, Package, Part, Request, Scope, SystemData},
    part::{
        head::{CollectionHead, FieldHead, FileHead},
        record::Record,
        writer::PartWriter,
    },
};
use serde_json::value::RawValue;

/// A JSON text as it came from a system.
pub fn raw(json: &str) -> Box<RawValue> {
    RawValue::from_string(json.to_owned()).expect("the test wrote JSON")
}

/// A collection with fields of these names.
pub fn table(name: &str, fields: &[&str]) -> CollectionHead {
    let field = |name: &&str| FieldHead {
        name: (*name).to_owned(),
        description: format!("the {name}"),
        data_categories: vec!["user.contact".to_owned()],
        ..FieldHead::default()
    };
    CollectionHead {
        name: name.to_owned(),
        description: format!("List of {name}"),
        fields: fields.iter().map(field).collect(),
        tabular: true,
    }
}

/// A part in memory, written by `write`.
pub fn part<'a>(write: impl FnOnce(&mut PartWriter<Vec<u8>>)) -> Part<'a> {
    let mut writer = PartWriter::new(Vec::new());
    write(&mut writer);
    let (bytes, index) = writer.finish();
    Part { index, open: Box::new(move || Ok(Box::new(Cursor::new(bytes.clone())))) }
}

/// Records of one collection, reached by one input and nobody else's.
pub fn records<'a>(head: &CollectionHead, json: &[&str]) -> Part<'a> {
    part(|part| {
        part.collection(head);
        for json in json {
            part.record(Record { json: &raw(json), reached_by: &["account.id".to_owned()], shared: false })
                .expect("memory takes everything");
        }
    })
}

/// One file.
pub fn file<'a>(name: &str, media_type: Option<&str>, bytes: &[u8]) -> Part<'a> {
    part(|part| {
        let media_type = media_type.map(str::to_owned);
        part.file(&FileHead { name: name.to_owned(), media_type, belongs_to: "issue 7".to_owned() });
        part.piece(bytes).expect("memory takes everything");
    })
}

/// A system that handed everything over.
pub fn system<'a>(key: &str, parts: Vec<Part<'a>>) -> SystemData<'a> {
    SystemData {
        key: key.to_owned(),
        title: format!("The {key}"),
        description: format!("What the {key} is for"),
        scope: Scope::Everything,
        outcome: Outcome::Complete,
        parts,
        notes: Vec::new(),
        cuts: Vec::new(),
    }
}

/// A package with these systems.
pub fn package(language: Language, systems: Vec<SystemData<'_>>) -> Package<'_> {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November");
    Package {
        reference: "DR-7K2M-Q9XB".to_owned(),
        language,
        controller: Controller {
            name: "Example Ltd".to_owned(),
            contact: "privacy@example.org\n1 High Street".to_owned(),
        },
        prepared_on: day(22),
        requests: vec![Request {
            code: "access".to_owned(),
            title: "A copy of my data".to_owned(),
            received_on: day(14),
        }],
        systems,
        notes: vec!["Please ask if anything is unclear.".to_owned()],
        about: Some(about()),
    }
}

fn about() -> About {
    About {
        systems: vec![AboutSystem {
            title: "Customer database".to_owned(),
            locations: vec!["United Kingdom".to_owned()],
            purposes: vec![AboutPurpose {
                name: "Running your account".to_owned(),
                legal_basis: "contract, Art. 6(1)(b)".to_owned(),
                categories: vec!["e-mail address".to_owned()],
                retention: "as long as the account exists".to_owned(),
                ..AboutPurpose::default()
            }],
            recipients: vec![AboutRecipient {
                name: "Stripe Payments".to_owned(),
                role: "works for us".to_owned(),
                purpose: "payments".to_owned(),
                country: "United States".to_owned(),
                safeguard: "standard contractual clauses".to_owned(),
            }],
            ..AboutSystem::default()
        }],
        authorities: vec![
            Authority {
                name: "ICO".to_owned(),
                url: "https://ico.org.uk/make-a-complaint/".to_owned(),
                address: String::new(),
            },
            Authority { name: "Odd".to_owned(), url: "javascript:alert(1)".to_owned(), address: String::new() },
        ],
        ..About::default()
    }
}

/// An archive, opened.
pub struct Opened {
    /// The zip.
    pub zip: Vec<u8>,
    /// What packing said.
    pub assembled: Assembled,
    /// Its manifest, which was checked.
    pub manifest: Manifest,
    /// The bytes of every entry.
    pub entries: BTreeMap<String, Vec<u8>>,
}

impl Opened {
    /// The text of an entry.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.entries.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", self.entries.keys()));
        std::str::from_utf8(bytes).expect("text is UTF-8")
    }

    /// The JSON of an entry.
    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(self.text(path)).expect("an entry in JSON")
    }
}

/// Packs a package, checks it and opens every entry.
pub fn packed(package: Package<'_>) -> Opened {
    let (zip, assembled) = assemble(package, Vec::new()).expect("a package that can be packed");
    let manifest = open::verify(Cursor::new(&zip)).expect("an archive that is as its manifest says");
    let mut entries = BTreeMap::new();
    for path in manifest.entries.iter().map(|entry| &entry.path).chain([&"manifest.json".to_owned()]) {
        entries.insert(path.clone(), open::entry(Cursor::new(&zip), path).expect("an entry"));
    }
    Opened { zip, assembled, manifest, entries }
}
