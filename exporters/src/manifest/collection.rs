//! A collection of a dataset: a table.

use serde::Deserialize as _;

use crate::contract::{disclosing::Discloses, text::Text};

use super::{
    erasure, field,
    model::{Collection, Field},
    node::{Entry, Node},
    reading::{Placed, Reading},
};

const COLLECTION: &[&str] = &["name", "description", "fields", "fides_meta", "rightsdesk_meta"];

/// Reads one; `None` if it has no name or is to be skipped.
pub(super) fn read(reading: &mut Reading<'_>, dataset: &str, node: &Node) -> Option<Collection> {
    let name = match node.get("name") {
        Some(name) => reading.text_of(name, "name")?,
        None => {
            reading.error(node.at, "a collection has no `name`", "name it as its table is named");
            return None;
        }
    };
    let mut collection = Collection {
        name: name.clone(),
        description: Text::default(),
        about_nobody: false,
        fields: Vec::new(),
        erasure: None,
        discloses: None,
    };
    let mut skipped = false;
    let mut fields = None;
    let mut disclosing = None;
    for entry in reading.map(node, "a collection") {
        match entry.key.as_str() {
            "name" => {}
            "description" => collection.description = reading.words(entry),
            "fides_meta" | "fidesops_meta" => {
                reading.note_alias(entry);
                skipped = read_meta(reading, entry);
            }
            "fields" => fields = Some(entry),
            "data_categories" => reading.warning(
                entry.at,
                "`data_categories` of a collection reach none of its fields",
                "write them at the fields",
            ),
            "rightsdesk_meta" => {
                for entry in reading.map(&entry.node, "`rightsdesk_meta`") {
                    match entry.key.as_str() {
                        "about_nobody" => collection.about_nobody = reading.flag(entry),
                        "erasure" => collection.erasure = erasure::of_collection(reading, entry),
                        "discloses" => disclosing = Some(entry),
                        _ => reading.unknown(
                            entry,
                            "the `rightsdesk_meta` of a collection",
                            &["about_nobody", "erasure", "discloses"],
                        ),
                    }
                }
            }
            _ => reading.unknown(entry, "a collection", COLLECTION),
        }
    }
    if let Some(other) = reading.collections.iter().find(|other| other.name == name) {
        let line = other.at.line;
        reading.error(
            node.at,
            format!("collection `{name}` is declared twice, first in line {line}"),
            "names must differ within a system, over all its datasets",
        );
    }
    reading.collections.push(Placed { name, at: node.at, skipped });
    if skipped {
        return None;
    }
    if let Some(entry) = fields {
        collection.fields = field::read_all(reading, dataset, &collection.name, &[], entry);
    }
    if let Some(entry) = disclosing {
        collection.discloses = discloses(reading, entry, &collection);
    }
    if collection.fields.is_empty() {
        reading.error(node.at, format!("collection `{}` has no fields", collection.name), "declare its columns");
    }
    if collection.about_nobody && collection.fields.iter().any(names_somebody) {
        reading.error(
            node.at,
            format!("collection `{}` is said to be about nobody, but has a field that names people", collection.name),
            "remove `about_nobody`: rows that others share must be marked",
        );
    }
    Some(collection)
}

/// How its rows tell to whom data was given.
fn discloses(reading: &mut Reading<'_>, entry: &Entry, collection: &Collection) -> Option<Discloses> {
    let advice = "write `{recipient: FIELD, on: FIELD, kinds: [what was given], basis: contract}`";
    let says = match Discloses::deserialize(entry.node.to_json()) {
        Ok(says) => says,
        Err(error) => {
            reading.error(entry.at, error.to_string(), advice);
            return None;
        }
    };
    let is_field = |name: &str| collection.fields.iter().any(|field| field.name == name && !field.secret);
    match says.wrong(is_field) {
        None => Some(says),
        Some(wrong) => {
            reading.error(entry.at, wrong, advice);
            None
        }
    }
}

fn names_somebody(field: &Field) -> bool {
    field.identity.is_some()
        || field.resolves.is_some()
        || field.owner
        || field.may_name_others
        || field.fields.iter().any(names_somebody)
}

/// Whether the collection is to be left out.
fn read_meta(reading: &mut Reading<'_>, meta: &Entry) -> bool {
    let mut skipped = false;
    for entry in reading.map(&meta.node, "`fides_meta`") {
        match entry.key.as_str() {
            "skip_processing" => {
                skipped = reading.flag(entry);
                if skipped {
                    reading.warning(
                        entry.at,
                        "this collection is skipped: nothing in it is handed over",
                        "remove `skip_processing` if it holds data about people",
                    );
                }
            }
            // Order follows from the references here; an eraser has an order of its own.
            "after" | "erase_after" | "partitioning" | "masking_strategy_override" => {}
            "redact" => reading.warning(
                entry.at,
                "`redact` has no effect: the person is told where data comes from",
                "remove it",
            ),
            _ => reading.unknown(
                entry,
                "the `fides_meta` of a collection",
                &["after", "erase_after", "skip_processing", "masking_strategy_override"],
            ),
        }
    }
    skipped
}
