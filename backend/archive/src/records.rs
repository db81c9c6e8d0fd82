//! Writing the records of one collection: as JSON, as a table, and the first of them for a page.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use askama::Template;

use crate::{
    fields::{self, Said},
    inert,
    language::Language,
    pages::{CollectionPart, Column, RecordCard, Row, TableEnd, TableHead},
    part::record::Record,
    plan::PlannedCollection,
    shelf::Shelf,
    words,
};

/// The member that tells what we know about a record beside what it says itself.
const OURS: &str = "_rightsdesk";
/// How many records a page shows.
const SHOWN: u64 = 200;
/// How much of a value a page shows, in characters.
const SHOWN_OF_VALUE: usize = 300;

/// Calls `see` with each record, in order; stops early when it says so.
fn each(
    collection: &PlannedCollection,
    shelf: &mut Shelf<'_, '_>,
    mut see: impl FnMut(Record<'_>) -> io::Result<Go>,
) -> io::Result<()> {
    let mut number = 0;
    for place in &collection.runs {
        let (index, reader) = shelf.take(place.part)?;
        let mut records = reader.records(&index.collections[place.line])?;
        while let Some(record) = records.next_record()? {
            number += 1;
            if collection.cuts.drops(number) {
                continue;
            }
            let json = collection.cuts.apply(number, record.json, collection.mark)?;
            match see(Record { json: &json, ..record })? {
                Go::On => {}
                Go::Stop => return Ok(()),
            }
        }
    }
    Ok(())
}

enum Go {
    On,
    Stop,
}

/// Writes all records as one JSON array, or one to a line when there are many. Values keep the text they have.
pub fn write_json(into: &mut impl Write, collection: &PlannedCollection, shelf: &mut Shelf<'_, '_>) -> io::Result<()> {
    let (before, first, between, after): (&str, &str, &str, &str) =
        if collection.is_lines() { ("", "", "\n", "\n") } else { ("[\n", "  ", ",\n  ", "\n]\n") };
    let mut line = Vec::new();
    let mut is_first = true;
    into.write_all(before.as_bytes())?;
    each(collection, shelf, |record| {
        line.clear();
        line.extend_from_slice(if is_first { first.as_bytes() } else { between.as_bytes() });
        is_first = false;
        push_record(&mut line, record, collection)?;
        into.write_all(&line)?;
        Ok(Go::On)
    })?;
    into.write_all(after.as_bytes())
}

/// The record's own text on one line, with our mark at its end if there is something to say.
fn push_record(line: &mut Vec<u8>, record: Record<'_>, collection: &PlannedCollection) -> io::Result<()> {
    let json = record.json.get().trim();
    let start = line.len();
    line.extend_from_slice(json.as_bytes());
    // JSON allows line breaks only between its parts, where a blank says the same.
    for byte in &mut line[start..] {
        if matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    if !collection.says_input && !record.shared {
        return Ok(());
    }
    let Some(body) = json.strip_suffix('}') else {
        // Not an object, against the contract: it becomes a member of one.
        line.splice(start..start, br#"{"value": "#.iter().copied());
        line.extend_from_slice(b", ");
        return push_mark(line, OURS, record, collection);
    };
    let body = body.trim_end();
    line.truncate(start + body.len());
    line.extend_from_slice(if body.ends_with('{') { b"" } else { b", " });
    let mut name = OURS.to_owned();
    while json.contains(&format!("\"{name}\"")) {
        name.push('_');
    }
    push_mark(line, &name, record, collection)
}

fn push_mark(line: &mut Vec<u8>, name: &str, record: Record<'_>, collection: &PlannedCollection) -> io::Result<()> {
    write!(line, "\"{name}\": {{")?;
    if collection.says_input {
        line.extend_from_slice(b"\"reached_by\": ");
        serde_json::to_writer(&mut *line, record.reached_by)?;
    }
    if record.shared {
        line.extend_from_slice(if collection.says_input { b", " } else { b"" });
        line.extend_from_slice(b"\"also_about_others\": true");
    }
    line.extend_from_slice(b"}}");
    Ok(())
}

/// Writes all records as a table (RFC 4180, with the mark that makes spreadsheets read UTF-8).
pub fn write_csv(mut into: impl Write, collection: &PlannedCollection, shelf: &mut Shelf<'_, '_>) -> io::Result<()> {
    into.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(into);
    for column in &collection.columns {
        table.write_field(inert::cell(column).as_bytes())?;
    }
    if collection.is_marked() {
        table.write_field(format!("{OURS}.reached_by"))?;
        table.write_field(format!("{OURS}.also_about_others"))?;
    }
    table.write_record(None::<&[u8]>)?;
    each(collection, shelf, |record| {
        for value in in_columns(record, &collection.columns) {
            match value {
                Said::Nothing => table.write_field("")?,
                // A number of JSON cannot be a formula, whatever it begins with.
                Said::Plain(text) => table.write_field(text)?,
                Said::Text(text) => table.write_field(inert::cell(&text).as_bytes())?,
                Said::Nested(text) => table.write_field(inert::cell(text).as_bytes())?,
            }
        }
        if collection.is_marked() {
            table.write_field(inert::cell(&record.reached_by.join(", ")).as_bytes())?;
            table.write_field(if record.shared { "true" } else { "" })?;
        }
        table.write_record(None::<&[u8]>)?;
        Ok(Go::On)
    })?;
    table.flush()
}

/// Writes the head of a collection and its first records, for the system's page.
pub fn write_page_part(
    into: &mut impl Write,
    collection: &PlannedCollection,
    language: Language,
    shelf: &mut Shelf<'_, '_>,
) -> io::Result<()> {
    let words = words::of(language);
    let all = language.number(collection.records);
    let count = if collection.records > SHOWN {
        (words.first_of)(&language.number(SHOWN), &all)
    } else {
        format!("{}.", (words.records)(collection.records, &all))
    };
    let files = collection.json_file().into_iter().chain(collection.csv_file()).collect();
    let (name, description) = (&collection.head.name, &collection.head.description);
    print(into, &CollectionPart { words, name, description, count, files })?;
    if collection.records == 0 {
        return Ok(());
    }
    let mark = words.marked_shared;
    if !collection.head.tabular {
        return write_cards(into, collection, mark, shelf);
    }
    let described = |name: &String| collection.head.fields.iter().find(|field| field.name == *name);
    let mut columns: Vec<_> = collection
        .columns
        .iter()
        .map(|name| Column { name, description: described(name).map_or("", |field| &field.description) })
        .collect();
    if collection.shared > 0 {
        columns.push(Column { name: mark, description: "" });
    }
    print(into, &TableHead { columns })?;
    let mut shown = 0;
    each(collection, shelf, |record| {
        let mut cells: Vec<_> = in_columns(record, &collection.columns).map(for_page).collect();
        if collection.shared > 0 {
            cells.push(if record.shared { "✓" } else { "" }.into());
        }
        print(into, &Row { cells: &cells })?;
        shown += 1;
        Ok(if shown < SHOWN { Go::On } else { Go::Stop })
    })?;
    print(into, &TableEnd)
}

/// Records of many shapes: each with its own names.
fn write_cards(
    into: &mut impl Write,
    collection: &PlannedCollection,
    mark: &str,
    shelf: &mut Shelf<'_, '_>,
) -> io::Result<()> {
    let mut shown = 0;
    each(collection, shelf, |record| {
        let mut fields: Vec<(Cow<'_, str>, Cow<'_, str>)> = match fields::top(record.json) {
            Some(fields) => fields.into_iter().map(|(name, value)| (name, for_page(Said::by(value)))).collect(),
            None => vec![("".into(), for_page(Said::Nested(record.json.get())))],
        };
        if record.shared {
            fields.push((mark.into(), "✓".into()));
        }
        print(into, &RecordCard { fields: &fields })?;
        shown += 1;
        Ok(if shown < SHOWN { Go::On } else { Go::Stop })
    })
}

/// The record's values in the order of the columns.
fn in_columns<'r>(record: Record<'r>, columns: &[String]) -> impl Iterator<Item = Said<'r>> {
    let fields = fields::top(record.json).unwrap_or_default();
    columns.iter().enumerate().map(move |(place, column)| {
        // Records mostly come in the order of their head, so look there first.
        let there = fields.get(place).filter(|(name, _)| name == column);
        let found = there.or_else(|| fields.iter().find(|(name, _)| name == column));
        found.map_or(Said::Nothing, |(_, value)| Said::by(value))
    })
}

fn for_page(said: Said<'_>) -> Cow<'_, str> {
    match said {
        Said::Nothing => "".into(),
        Said::Plain(text) => text.into(),
        Said::Nested(text) => inert::beginning(text, SHOWN_OF_VALUE),
        Said::Text(Cow::Borrowed(text)) => inert::beginning(text, SHOWN_OF_VALUE),
        Said::Text(Cow::Owned(text)) => inert::beginning(&text, SHOWN_OF_VALUE).into_owned().into(),
    }
}

fn print(into: &mut impl Write, page: &impl Template) -> io::Result<()> {
    into.write_all(page.render().map_err(io::Error::other)?.as_bytes())
}
