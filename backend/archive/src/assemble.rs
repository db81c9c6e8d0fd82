//! Writing an archive from a package.
//!
//! Everything is streamed: memory grows with the number of files and fields, never with the data. The pages come first, so
//! that they are seen first; the manifest comes last, because only then is everything counted.

use std::io::{self, Write};

use askama::Template;

use crate::{
    about::About,
    entries::{Entries, Totals},
    error::ArchiveError,
    fields_file,
    language::Language,
    manifest::{self, ManifestEntry},
    media,
    names::ABOUT,
    overview,
    package::{Gap, Outcome, Package, Scope, SystemData},
    pages::{AboutPage, FileRow, FileTable, Frame, Nothing, SystemPage, SystemPageEnd, TableEnd, Withheld},
    plan::{self, Ending, PlannedFile, PlannedSystem},
    records,
    shelf::Shelf,
    words,
};

/// The first page.
pub const START: &str = "START-HERE.html";

/// What came out of packing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assembled {
    /// The length of the archive in bytes.
    pub bytes: u64,
    /// The SHA-256 of the archive, in lower-case hexadecimal.
    pub sha256: String,
    /// How many entries it has.
    pub entries: u64,
    /// How many records it holds.
    pub records: u64,
    /// How many files of the systems it holds.
    pub files: u64,
}

/// Writes the archive and returns the writer, which is not flushed.
pub fn assemble<W: Write>(mut package: Package<'_>, into: W) -> Result<(W, Assembled), ArchiveError> {
    let plan = plan::of(&package);
    let manifest = overview::manifest(&package, &plan);
    let records = plan.iter().map(PlannedSystem::records).sum();
    let files = plan.iter().map(|system| system.files.len() as u64).sum();

    let mut entries = Entries::new(into, package.prepared_on);
    let (start, readme) = overview::pages(&package, &plan)?;
    entries.whole(START, &start, None)?;
    entries.whole("README.txt", &readme, None)?;
    if let Some(about) = &package.about {
        entries.whole(ABOUT, &about_page(about, &package, &plan)?, None)?;
    }
    for (system, planned) in package.systems.iter_mut().zip(&plan) {
        write_system(&mut entries, package.language, system, planned)?;
    }
    let (into, Totals { bytes, sha256, entries }) = entries.finish(manifest::PATH, manifest)?;
    Ok((into, Assembled { bytes, sha256, entries, records, files }))
}

fn about_page(about: &About, package: &Package<'_>, plan: &[PlannedSystem]) -> Result<String, askama::Error> {
    let words = words::of(package.language);
    let frame = Frame::new(package.language, words.about);
    let holds_some = plan.iter().any(|system| system.ending != Ending::Nothing);
    let searched = package.systems.iter().zip(plan).filter(|(system, _)| system.scope == Scope::Everything);
    AboutPage {
        frame: &frame,
        lede: (words.about_lede)(&package.controller.name),
        confirmation: if holds_some { words.we_hold } else { words.we_hold_nothing },
        searched: searched
            .map(|(system, planned)| (system.title.as_str(), overview::result(package.language, system, planned)))
            .collect(),
        about,
    }
    .render()
}

fn write_system<W: Write>(
    entries: &mut Entries<W>,
    language: Language,
    system: &mut SystemData<'_>,
    planned: &PlannedSystem,
) -> Result<(), ArchiveError> {
    write_page(entries, language, system, planned)?;
    let words = words::of(language);
    let folder = &planned.folder;
    match planned.ending {
        Ending::Withheld => {
            let text = (words.withheld_text)(&system.title);
            let withheld = Withheld { words, text, reason: reason(&system.outcome).unwrap_or_default() };
            entries.whole(&format!("{folder}WITHHELD.txt"), &withheld.render()?, Some(folder))?;
            return Ok(());
        }
        Ending::NotLooked => {
            let text = not_looked(&system.outcome).unwrap_or_default().to_owned();
            let nothing = Nothing { words, text, looked_in: Vec::new() };
            entries.whole(&format!("{folder}NOT-LOOKED.txt"), &nothing.render()?, Some(folder))?;
            return Ok(());
        }
        Ending::Nothing => {
            let looked_in = planned.collections.iter().map(|it| overview::name_of(&it.head)).collect();
            let text = (words.nothing_found_text)(&system.title);
            let nothing = Nothing { words, text, looked_in };
            entries.whole(&format!("{folder}NOTHING-FOUND.txt"), &nothing.render()?, Some(folder))?;
        }
        Ending::Data => {}
    }
    if !planned.collections.is_empty() {
        let fields = fields_file::render(system, planned)?;
        entries.whole(&format!("{folder}fields.json"), &fields, Some(folder))?;
    }
    write_records(entries, system, planned)?;
    write_files(entries, system, planned)
}

fn write_records<W: Write>(
    entries: &mut Entries<W>,
    system: &mut SystemData<'_>,
    planned: &PlannedSystem,
) -> Result<(), ArchiveError> {
    let mut shelf = Shelf::new(&mut system.parts);
    for collection in &planned.collections {
        let about = || ManifestEntry {
            system: Some(planned.folder.clone()),
            collection: Some(collection.head.name.clone()),
            records: Some(collection.records),
            ..ManifestEntry::default()
        };
        if let Some(file) = collection.json_file() {
            let mut entry = entries.start(&format!("{}{file}", planned.folder), collection.at_most())?;
            records::write_json(&mut entry, collection, &mut shelf)?;
            entry.end(about());
        }
        if let Some(file) = collection.csv_file() {
            let mut entry = entries.start(&format!("{}{file}", planned.folder), collection.at_most())?;
            records::write_csv(&mut entry, collection, &mut shelf)?;
            entry.end(about());
        }
    }
    Ok(())
}

fn write_files<W: Write>(
    entries: &mut Entries<W>,
    system: &mut SystemData<'_>,
    planned: &PlannedSystem,
) -> Result<(), ArchiveError> {
    let mut shelf = Shelf::new(&mut system.parts);
    for file in &planned.files {
        let (index, reader) = shelf.take(file.place.part)?;
        let mut from = reader.file(&index.files[file.place.line])?;
        let path = format!("{}{}", planned.folder, path_of(file));
        let about = ManifestEntry {
            system: Some(planned.folder.clone()),
            original_name: Some(file.head.name.clone()),
            media_type: file.head.media_type.clone(),
            ..ManifestEntry::default()
        };
        let sha256 = if media::is_compressed(&file.head, &file.name) {
            entries.as_is(&path, from, (file.length, file.crc32), about)?
        } else {
            let mut entry = entries.start(&path, file.length)?;
            io::copy(&mut from, &mut entry)?;
            entry.end(about)
        };
        if sha256 != file.sha256 {
            return Err(ArchiveError::Changed);
        }
    }
    Ok(())
}

/// `index.html`: what a person sees of a system, streamed because it may be long.
fn write_page<W: Write>(
    entries: &mut Entries<W>,
    language: Language,
    system: &mut SystemData<'_>,
    planned: &PlannedSystem,
) -> Result<(), ArchiveError> {
    let words = words::of(language);
    let mut entry = entries.start(&format!("{}index.html", planned.folder), 0)?;
    let page = SystemPage {
        frame: &Frame::new(language, system.title.as_str()),
        start_page: match system.scope {
            Scope::Everything => "../START-HERE.html",
            Scope::Portable => "../../START-HERE.html",
        },
        description: &system.description,
        result: &overview::result(language, system, planned),
        withheld: reason(&system.outcome),
        withheld_text: (words.withheld_text)(&system.title),
        gaps: gaps(&system.outcome),
        notes: &system.notes,
        not_looked: not_looked(&system.outcome),
        nothing_found: match planned.ending {
            Ending::Nothing | Ending::NotLooked => true,
            Ending::Data | Ending::Withheld => false,
        },
    };
    entry.write_all(page.render()?.as_bytes())?;
    let mut shelf = Shelf::new(&mut system.parts);
    for collection in &planned.collections {
        records::write_page_part(&mut entry, collection, language, &mut shelf)?;
    }
    if !planned.files.is_empty() {
        let count = planned.files.len() as u64;
        let head = FileTable { words, count: (words.files)(count, &language.number(count)) };
        entry.write_all(head.render()?.as_bytes())?;
        for file in &planned.files {
            let row = FileRow {
                href: path_of(file),
                name: &file.head.name,
                media_type: file.head.media_type.as_deref().unwrap_or_default(),
                size: language.number(file.length),
                belongs_to: &file.head.belongs_to,
            };
            entry.write_all(row.render()?.as_bytes())?;
        }
        entry.write_all(TableEnd.render()?.as_bytes())?;
    }
    entry.write_all(SystemPageEnd.render()?.as_bytes())?;
    entry.end(ManifestEntry { system: Some(planned.folder.clone()), ..ManifestEntry::default() });
    Ok(())
}

/// Where a file stands in its system's folder.
fn path_of(file: &PlannedFile) -> String {
    format!("files/{}", file.name)
}

fn reason(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Withheld { reason } => Some(reason),
        Outcome::Complete | Outcome::Partly { .. } | Outcome::NothingFound | Outcome::NotLooked { .. } => None,
    }
}

fn not_looked(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::NotLooked { reason } => Some(reason),
        Outcome::Complete | Outcome::Partly { .. } | Outcome::NothingFound | Outcome::Withheld { .. } => None,
    }
}

fn gaps(outcome: &Outcome) -> &[Gap] {
    match outcome {
        Outcome::Partly { gaps } => gaps,
        Outcome::Complete | Outcome::Withheld { .. } | Outcome::NothingFound | Outcome::NotLooked { .. } => &[],
    }
}
