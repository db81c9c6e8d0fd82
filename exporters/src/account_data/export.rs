//! What is handed over of an entry.

use serde_json::{Map, Value};

use super::{
    find::Found,
    section::{Find, Rule, RuleField},
};

/// What stands for a credential.
const HELD: &str = "held";

/// The record of an entry; `None`: it is erased, or nothing of it is wanted.
pub(super) fn record(rule: &Rule, found: &Found, is_wanted: impl Fn(&RuleField) -> bool) -> Option<Value> {
    if found.is_erased() {
        return None;
    }
    let mut record = Map::new();
    for field in rule.fields.iter().filter(|field| is_wanted(field)) {
        let value = match field.name.as_str() {
            // Where it is, which is no part of the content.
            "room_id" => found.room.as_ref().map_or(Value::Null, |room| Value::String(room.clone())),
            "type" if matches!(rule.find, Find::Named { .. }) => Value::String(found.kind.clone()),
            name => found.theirs.get(name).cloned().unwrap_or(Value::Null),
        };
        let is_nothing = value.is_null() || value == "";
        let value = if field.secret && !is_nothing { Value::String(HELD.to_owned()) } else { value };
        record.insert(field.name.clone(), value);
    }
    (!record.is_empty()).then_some(Value::Object(record))
}

/// What the entry holds that the rule does not speak of.
pub(super) fn unspoken<'f>(rule: &'f Rule, found: &'f Found) -> impl Iterator<Item = &'f String> {
    let keys = found.theirs.as_object().into_iter().filter(|_| !found.is_erased()).flat_map(Map::keys);
    keys.filter(|key| !rule.fields.iter().any(|field| field.name == **key))
}
