//! How people are erased: the `erasure` of a collection and of a field.
//!
//! A collection says what becomes of its rows, in one word (`erasure: delete`) or with more:
//!
//! ```yaml
//! rightsdesk_meta:
//!   erasure: {rows: blank, shared: detach, cascades: [order_line], triggers: [touch_updated_at], most_share: 20}
//! ```
//!
//! A field says what becomes of it on a row that stays: `blank`, `null`, `empty`, `detach`, `{text: …}`, `{hash: …}`.

use crate::contract::erasure::SharedChoice;

use super::{
    model::{Erasure, Fate, FieldErasure},
    node::{Entry, Node, Value},
    reading::Reading,
};

const KEYS: &[&str] = &["rows", "shared", "cascades", "triggers", "most_share"];

/// The share of a table, in percent, that is touched without a second look unless the manifest says otherwise.
const MOST_SHARE: u8 = 10;

/// Reads the rule of a collection.
pub(super) fn of_collection(reading: &mut Reading<'_>, entry: &Entry) -> Option<Erasure> {
    let mut erasure = Erasure {
        rows: Fate::Delete,
        shared: None,
        cascades: Vec::new(),
        triggers: Vec::new(),
        most_share: MOST_SHARE,
    };
    if let Value::Text(_) = entry.node.value {
        erasure.rows = fate(reading, &entry.node)?;
        return Some(erasure);
    }
    let mut rows = None;
    for entry in reading.map(&entry.node, "`erasure`") {
        match entry.key.as_str() {
            "rows" => rows = fate(reading, &entry.node),
            "shared" => erasure.shared = shared(reading, entry),
            "cascades" => erasure.cascades = reading.texts(entry),
            "triggers" => erasure.triggers = reading.texts(entry),
            "most_share" => match reading.text(entry).and_then(|text| text.parse().ok()) {
                Some(share @ 1..=100) => erasure.most_share = share,
                Some(_) | None => {
                    reading.error(entry.node.at, "this is no share", "write percent: a whole number from 1 to 100");
                }
            },
            _ => reading.unknown(entry, "the `erasure` of a collection", KEYS),
        }
    }
    if rows.is_none() && entry.node.get("rows").is_none() {
        reading.error(
            entry.at,
            "`erasure` does not say what becomes of the rows",
            "add `rows: delete`, `blank` or `keep`",
        );
    }
    erasure.rows = rows?;
    Some(erasure)
}

fn fate(reading: &mut Reading<'_>, node: &Node) -> Option<Fate> {
    let advice = "write `delete`, `blank`, `keep` (then a field has a `retention`), `leave` or `{follow: collection}`";
    match &node.value {
        Value::Text(word) => match word.as_str() {
            "delete" => return Some(Fate::Delete),
            "blank" => return Some(Fate::Blank),
            "keep" => return Some(Fate::Keep),
            "leave" => return Some(Fate::Leave),
            _ => {}
        },
        Value::Map(entries) => {
            if let [entry] = entries.as_slice()
                && entry.key == "follow"
            {
                return reading.text(entry).map(Fate::Follow);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) => {}
    }
    reading.error(node.at, "this is nothing that can become of a row", advice);
    None
}

/// What becomes of shared rows; `None` for `ask`.
fn shared(reading: &mut Reading<'_>, entry: &Entry) -> Option<SharedChoice> {
    match reading.text(entry)?.as_str() {
        "keep" => return Some(SharedChoice::Keep),
        "detach" => return Some(SharedChoice::Detach),
        "blank" => return Some(SharedChoice::Blank),
        "ask" => {}
        "delete" => reading.error(
            entry.node.at,
            "rows that belong to others too are never deleted",
            "write `keep`, `detach`, `blank` or `ask`",
        ),
        _ => reading.error(
            entry.node.at,
            "this is nothing that can become of a shared row",
            "write `keep`, `detach`, `blank` or `ask`",
        ),
    }
    None
}

/// Reads the rule of a field.
pub(super) fn of_field(reading: &mut Reading<'_>, entry: &Entry) -> Option<FieldErasure> {
    let advice = "write `blank`, `null`, `empty`, `detach`, `{text: …}` or `{hash: …}`";
    match &entry.node.value {
        // Without quotes, YAML reads `null` as nothing.
        Value::Null => return Some(FieldErasure::Null),
        Value::Text(word) => match word.as_str() {
            "blank" => return Some(FieldErasure::Blank),
            "null" => return Some(FieldErasure::Null),
            "empty" => return Some(FieldErasure::Empty),
            "detach" => return Some(FieldErasure::Detach),
            "hash" => return Some(FieldErasure::Hash("{hash}".to_owned())),
            _ => {}
        },
        Value::Map(entries) => {
            if let [inner] = entries.as_slice() {
                match inner.key.as_str() {
                    "text" => return reading.text(inner).map(FieldErasure::Text),
                    "hash" => return hash(reading, inner),
                    _ => {}
                }
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::List(_) => {}
    }
    reading.error(entry.node.at, "this is nothing that can become of a field", advice);
    None
}

fn hash(reading: &mut Reading<'_>, entry: &Entry) -> Option<FieldErasure> {
    let text = reading.text(entry)?;
    if text.matches("{hash}").count() != 1 {
        reading.error(entry.node.at, "`hash` must hold `{hash}` once", "write for example `erased-{hash}@invalid`");
        return None;
    }
    Some(FieldErasure::Hash(text))
}
