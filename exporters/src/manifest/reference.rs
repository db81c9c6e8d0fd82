//! References between fields: the edges of the walk.

use super::{
    home::Home,
    model::{Direction, Field, Reference},
    node::{Entry, Node},
    reading::{Link, Reading},
};

/// Reads the references of one field.
pub(super) fn read(reading: &mut Reading<'_>, entry: &Entry, home: &Home<'_>) -> Vec<Reference> {
    let items = reading.items(&entry.node, "`references`");
    items.iter().filter_map(|node| one(reading, node, home)).collect()
}

fn one(reading: &mut Reading<'_>, node: &Node, home: &Home<'_>) -> Option<Reference> {
    let mut dataset = None;
    let mut field = None;
    let mut direction = Direction::Both;
    let mut join = None;
    for entry in reading.map(node, "a reference") {
        match entry.key.as_str() {
            "dataset" => dataset = reading.text(entry),
            "field" => field = reading.text(entry),
            "direction" => match reading.text(entry).as_deref() {
                Some("from") => direction = Direction::From,
                Some("to") => direction = Direction::To,
                Some(other) => reading.error(
                    entry.node.at,
                    format!("{other:?} is no direction"),
                    "write `from` (the other field finds this one), `to`, or leave it out for both",
                ),
                None => {}
            },
            "join" => join = reading.text(entry),
            _ => reading.unknown(entry, "a reference", &["dataset", "field", "direction", "join"]),
        }
    }
    let Some(field) = field else {
        reading.error(node.at, "a reference has no `field`", "write `field: collection.field`");
        return None;
    };
    let mut steps = field.split('.').map(str::to_owned);
    let collection = steps.next().unwrap_or_default();
    let field: Vec<String> = steps.collect();
    if collection.is_empty() || field.is_empty() || field.iter().any(String::is_empty) {
        reading.error(node.at, "a reference leads to no field", "write `field: collection.field`");
        return None;
    }
    // Fides asks for it; within one dataset it goes without saying.
    let dataset = dataset.unwrap_or_else(|| home.dataset.to_owned());
    Some(Reference { dataset, collection, field, direction, join })
}

/// Takes the references of a field that was read to its end down, to be followed when all collections are known.
pub(super) fn note(reading: &mut Reading<'_>, node: &Node, home: &Home<'_>, field: &Field) {
    for reference in &field.references {
        if reference.dataset == home.dataset && reference.collection == home.collection {
            reading.error(
                node.at,
                format!("`{}` refers to its own collection", home.address()),
                "remove the reference: rows of one table cannot find each other",
            );
            continue;
        }
        reading.links.push(Link {
            collection: home.collection.to_owned(),
            field: home.path.clone(),
            reference: reference.clone(),
            at: node.at,
        });
    }
}
