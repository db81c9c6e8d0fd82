//! The `dataset:` section: databases.

use super::{
    collection, extends, left_out,
    model::Dataset,
    node::{Entry, Node, Value},
    reading::Reading,
    words,
};

const DATASET: &[&str] = &["fides_key", "name", "description", "fides_meta", "rightsdesk_meta", "collections"];

/// Fideslang keys of a dataset that are well-formed but say nothing that the desk uses.
const DATASET_IGNORED: &[&str] = &["organization_fides_key", "tags", "meta", "fidesctl_meta", "data_qualifier"];

/// Reads all datasets.
pub(super) fn read(reading: &mut Reading<'_>, entry: &Entry) -> Vec<Dataset> {
    let mut datasets: Vec<Dataset> = Vec::new();
    for node in reading.items(&entry.node, "`dataset`") {
        let laid_out = extends::lay_out(reading, node);
        let Some(dataset) = one(reading, laid_out.as_ref().unwrap_or(node)) else { continue };
        if datasets.iter().any(|other| other.key == dataset.key) {
            reading.error(
                node.at,
                format!("there are two datasets `{}`", dataset.key),
                "give each its own `fides_key`",
            );
        }
        datasets.push(dataset);
    }
    datasets
}

fn one(reading: &mut Reading<'_>, node: &Node) -> Option<Dataset> {
    // The key is needed for every address inside, wherever in the mapping it stands.
    let key = match node.get("fides_key") {
        Some(key) => reading.text_of(key, "fides_key")?,
        None => {
            reading.error(node.at, "a dataset has no `fides_key`", "give it a short name, such as that of the system");
            return None;
        }
    };
    if !words::is_fides_key(&key) {
        reading.error(node.at, format!("{key:?} cannot be a `fides_key`"), "use letters, digits and `_` only");
    }
    let mut dataset = Dataset { key, schema: None, collections: Vec::new(), left_out: Vec::new() };
    for entry in reading.map(node, "a dataset") {
        match entry.key.as_str() {
            // What a dataset extends was laid out before.
            "fides_key" | "name" | "description" => {}
            "rightsdesk_meta" => dataset.left_out = left_out::read(reading, entry),
            "fides_meta" | "fidesops_meta" => {
                reading.note_alias(entry);
                dataset.schema = read_meta(reading, entry);
            }
            "collections" => {
                for node in reading.items(&entry.node, "`collections`") {
                    dataset.collections.extend(collection::read(reading, &dataset.key, node));
                }
            }
            "data_categories" => reading.warning(
                entry.at,
                "`data_categories` of a dataset reach none of its fields",
                "write them at the fields",
            ),
            key if DATASET_IGNORED.contains(&key) => {}
            _ => reading.unknown(entry, "a dataset", DATASET),
        }
    }
    if dataset.collections.is_empty() {
        reading.error(node.at, format!("dataset `{}` has no collections", dataset.key), "declare its tables");
    }
    Some(dataset)
}

/// The schema, if the meta says one.
fn read_meta(reading: &mut Reading<'_>, meta: &Entry) -> Option<String> {
    let mut schema = None;
    for entry in reading.map(&meta.node, "`fides_meta`") {
        match entry.key.as_str() {
            "namespace" => {
                for entry in reading.map(&entry.node, "`namespace`") {
                    match entry.key.as_str() {
                        "schema" => schema = reading.text(entry),
                        // Which database it is, is said by the address in the configuration.
                        "database_name" | "connection_type" => {}
                        _ => reading.unknown(entry, "a namespace", &["schema"]),
                    }
                }
            }
            "after" | "resource_id" => {}
            "redact" => reading.warning(
                entry.at,
                "`redact` has no effect: the person is told where data comes from",
                "remove it",
            ),
            _ => reading.unknown(entry, "the `fides_meta` of a dataset", &["namespace"]),
        }
    }
    if let Value::Null = meta.node.value {
        reading.warning(meta.at, "an empty `fides_meta`", "remove it");
    }
    schema
}
