//! Takes out of a row what is not to be handed over: other people's data, credentials, and for a portability answer all
//! that is not portable. What stays, stays as it was written.

use std::collections::BTreeMap;

use serde_json::{Value, value::RawValue};
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use super::reply::Row;
use crate::entries::Entries;

/// What stands for a credential.
pub const HELD: &str = "held";
/// What stands for a credential that is not there.
pub const NOT_HELD: &str = "not held";

/// What is done to a value, and to the values inside it.
#[derive(Debug, Default)]
struct Edit {
    what: What,
    inside: BTreeMap<Key, Edit>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum What {
    #[default]
    Keep,
    Drop,
    Mask,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Name(String),
    Index(usize),
}

/// The row without what `drop` finds, with what `mask` finds masked, and reduced to the fields `only` names, if any are.
pub fn reshape(row: Row<'_>, drop: &[JsonPath], mask: &[JsonPath], only: Option<&[&str]>) -> Box<RawValue> {
    let mut edit = Edit::default();
    for (paths, what) in [(mask, What::Mask), (drop, What::Drop)] {
        for path in paths {
            for location in path.query_located(row.value).locations() {
                edit.at(location).what = what;
            }
        }
    }
    if let Some(only) = only {
        keep_only(row.value, "", only, &mut edit);
    }
    if edit.inside.is_empty() {
        return row.raw.to_owned();
    }
    let mut text = String::with_capacity(row.raw.get().len());
    write(row.raw, &edit, &mut text);
    RawValue::from_string(text).expect("a JSON text of which whole values were taken out is JSON")
}

impl Edit {
    fn at(&mut self, path: &NormalizedPath<'_>) -> &mut Self {
        path.iter().fold(self, |edit, element| {
            let key = match element {
                PathElement::Name(name) => Key::Name((*name).to_owned()),
                PathElement::Index(index) => Key::Index(*index),
            };
            edit.inside.entry(key).or_default()
        })
    }
}

fn keep_only(value: &Value, prefix: &str, only: &[&str], edit: &mut Edit) {
    let Some(object) = value.as_object() else { return };
    for (name, value) in object {
        let path = format!("{prefix}{name}");
        if only.contains(&path.as_str()) {
            continue;
        }
        let below = format!("{path}.");
        let inside = edit.inside.entry(Key::Name(name.clone())).or_default();
        if only.iter().any(|wanted| wanted.starts_with(&below)) && value.is_object() {
            keep_only(value, &below, only, inside);
        } else {
            inside.what = What::Drop;
        }
    }
}

fn write(raw: &RawValue, edit: &Edit, into: &mut String) {
    if edit.what == What::Mask {
        let is_nothing = matches!(raw.get(), "null" | "\"\"" | "[]" | "{}");
        into.push('"');
        into.push_str(if is_nothing { NOT_HELD } else { HELD });
        into.push('"');
        return;
    }
    if edit.inside.is_empty() {
        into.push_str(raw.get());
        return;
    }
    if let Some(Entries(entries)) = Entries::of(raw) {
        let entries =
            entries.into_iter().map(|(name, raw)| (edit.inside.get(&Key::Name(name.clone())), Some(name), raw));
        members(entries, ['{', '}'], into);
    } else if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        let elements = elements.into_iter().enumerate().map(|(at, raw)| (edit.inside.get(&Key::Index(at)), None, raw));
        members(elements, ['[', ']'], into);
    } else {
        into.push_str(raw.get());
    }
}

fn members<'a>(
    all: impl Iterator<Item = (Option<&'a Edit>, Option<String>, &'a RawValue)>,
    [open, close]: [char; 2],
    into: &mut String,
) {
    let untouched = Edit::default();
    into.push(open);
    let mut first = true;
    for (edit, name, raw) in all {
        let edit = edit.unwrap_or(&untouched);
        if edit.what == What::Drop {
            continue;
        }
        if !std::mem::take(&mut first) {
            into.push(',');
        }
        if let Some(name) = name {
            into.push_str(&Value::String(name).to_string());
            into.push(':');
        }
        write(raw, edit, into);
    }
    into.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reshaped(json: &str, drop: &[&str], mask: &[&str], only: Option<&[&str]>) -> String {
        let paths = |all: &[&str]| all.iter().map(|p| JsonPath::parse(p).unwrap()).collect::<Vec<_>>();
        let raw = RawValue::from_string(json.to_owned()).unwrap();
        let value = serde_json::from_str(json).unwrap();
        reshape(Row { raw: &raw, value: &value }, &paths(drop), &paths(mask), only).get().to_owned()
    }

    #[test]
    fn what_is_not_touched_stays_as_it_was_written() {
        let json = r#"{"b": 1.10, "a": 123456789012345678901234567890, "z": {"s": "x", "n": 1e2}}"#;
        assert_eq!(reshaped(json, &[], &[], None), json);
        let shaped = reshaped(json, &["$.b"], &["$.z.s"], None);
        assert_eq!(shaped, r#"{"a":123456789012345678901234567890,"z":{"s":"held","n":1e2}}"#);
    }

    #[test]
    fn a_credential_deep_in_a_list_is_masked_and_an_absent_one_is_not_claimed() {
        let json = r#"{"entries":[{"type":"request","data":{"cookies":[["a","b"]],"q":null}},{"type":"x"}]}"#;
        let mask = ["$.entries[?@.type=='request'].data.cookies", "$.entries[*].data.q", "$.nowhere"];
        let shaped = reshaped(json, &[], &mask, None);
        assert_eq!(shaped, r#"{"entries":[{"type":"request","data":{"cookies":"held","q":"not held"}},{"type":"x"}]}"#);
    }

    #[test]
    fn a_portability_answer_holds_the_portable_fields_and_no_masked_value() {
        let json = r#"{"id":1,"user":{"email":"a","ip":"b"},"text":"t","token":"s"}"#;
        let shaped = reshaped(json, &[], &["$.token"], Some(&["user.email", "text", "token"]));
        assert_eq!(shaped, r#"{"user":{"email":"a"},"text":"t","token":"held"}"#);
    }
}
