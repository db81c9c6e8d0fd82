//! A row becomes a JSON object, with every value exactly as the database has it.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::value::RawValue;

use super::{
    catalogue::{Render, Wanted},
    dialect::{BASE64, Dialect, HELD},
    statement::Cell,
};
use crate::entries::Entries;

/// What is done with the JSON in a column.
#[derive(Clone, Debug)]
pub(super) struct Inside {
    pub(super) column: String,
    /// The credentials in it, each by the keys that lead to it.
    pub(super) secrets: Vec<Vec<String>>,
}

/// The record of one row; `None` if the database sent something that is no record.
pub(super) fn of(dialect: Dialect, wanted: &[Wanted<'_>], inside: &[Inside], cells: &[Cell]) -> Option<Box<RawValue>> {
    let mut text = match dialect {
        Dialect::Postgres { .. } => cells.first()?.text()?.to_owned(),
        Dialect::MySql | Dialect::Sqlite => {
            let mut text = String::from("{");
            for (at, (wanted, cell)) in wanted.iter().zip(cells).enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&quoted(wanted.name));
                text.push(':');
                push_value(&mut text, wanted, cell);
            }
            text.push('}');
            text
        }
    };
    if !inside.is_empty() {
        text = open_documents(&text, inside)?;
    }
    // In JSON a line break stands only between values; without it a record is one line.
    if text.contains(['\n', '\r']) {
        text = text.replace(['\n', '\r'], " ");
    }
    RawValue::from_string(text).ok()
}

fn push_value(text: &mut String, wanted: &Wanted<'_>, cell: &Cell) {
    match cell {
        Cell::Null => text.push_str("null"),
        Cell::Integer(number) => text.push_str(&number.to_string()),
        // The shortest digits that read back as the same number; JSON has no word for the others.
        Cell::Real(number) if number.is_finite() => {
            text.push_str(&serde_json::Number::from_f64(*number).map_or_else(String::new, |number| number.to_string()));
        }
        Cell::Real(number) if number.is_nan() => text.push_str("\"NaN\""),
        Cell::Real(number) => text.push_str(if *number > 0.0 { "\"Infinity\"" } else { "\"-Infinity\"" }),
        Cell::Bytes(bytes) => push_bytes(text, bytes),
        Cell::Text(value) if wanted.is_secret => text.push_str(&quoted(value)),
        Cell::Text(value) => match wanted.render {
            Render::Number | Render::Single if is_number(value) => text.push_str(value),
            Render::Json if is_json(value) => text.push_str(value),
            Render::Bytes => push_bytes(text, value.as_bytes()),
            Render::Number
            | Render::Single
            | Render::Json
            | Render::Plain
            | Render::Nested
            | Render::Stored
            | Render::Text
            | Render::AsText
            | Render::Utc => text.push_str(&quoted(value)),
        },
    }
}

fn push_bytes(text: &mut String, bytes: &[u8]) {
    text.push('"');
    text.push_str(BASE64);
    BASE64_STANDARD.encode_string(bytes, text);
    text.push('"');
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) && is_json(text)
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

/// Shows JSON that is kept as text as what it is, and hides the credentials inside.
fn open_documents(record: &str, inside: &[Inside]) -> Option<String> {
    let Entries(entries) = serde_json::from_str(record).ok()?;
    let mut text = String::from("{");
    for (at, (name, value)) in entries.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&quoted(name));
        text.push(':');
        match inside.iter().find(|inside| inside.column == *name) {
            None => text.push_str(value.get()),
            Some(inside) => text.push_str(&opened(value.get(), inside)),
        }
    }
    text.push('}');
    Some(text)
}

fn opened(value: &str, inside: &Inside) -> String {
    let kept_as_text: Option<String> = serde_json::from_str(value).ok();
    let document = kept_as_text.as_deref().unwrap_or(value);
    let is_document = document.trim_start().starts_with(['{', '[']) && is_json(document);
    if value == "null" {
        value.to_owned()
    } else if is_document {
        let mut document = document.to_owned();
        for path in &inside.secrets {
            // What cannot be taken apart cannot be shown.
            document = hidden(&document, path).unwrap_or_else(|| quoted(HELD));
        }
        document
    } else if inside.secrets.is_empty() {
        value.to_owned()
    } else {
        quoted(HELD)
    }
}

/// The document with what the keys lead to hidden; a list on the way means each of its items.
fn hidden(document: &str, path: &[String]) -> Option<String> {
    let document = document.trim();
    let Some((key, rest)) = path.split_first() else {
        // Nothing and an empty text are no credential.
        return Some(if matches!(document, "null" | "\"\"") { document.to_owned() } else { quoted(HELD) });
    };
    if document.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(document).ok()?;
        let items: Option<Vec<String>> = items.into_iter().map(|item| hidden(item.get(), path)).collect();
        return Some(format!("[{}]", items?.join(",")));
    }
    if !document.starts_with('{') {
        return Some(document.to_owned());
    }
    let Entries(entries) = serde_json::from_str(document).ok()?;
    let entries: Option<Vec<String>> = entries
        .into_iter()
        .map(|(name, value)| {
            let value = if name == *key { hidden(value.get(), rest)? } else { value.get().to_owned() };
            Some(format!("{}:{value}", quoted(&name)))
        })
        .collect();
    Some(format!("{{{}}}", entries?.join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(secrets: &[&[&str]]) -> Inside {
        let secrets = secrets.iter().map(|path| path.iter().map(|&step| step.to_owned()).collect()).collect();
        Inside { column: "doc".to_owned(), secrets }
    }

    #[test]
    fn credentials_inside_json_are_hidden_and_the_rest_is_untouched() {
        let record = r#"{"id":1,"doc":"{\"n\":1.10e2,\"Token\":\"t0p\",\"a\":[{\"key\":\"s3\"},{\"key\":null}]}"}"#;
        let shown = open_documents(record, &[inside(&[&["Token"], &["a", "key"]])]).expect("a record");
        assert_eq!(shown, r#"{"id":1,"doc":{"n":1.10e2,"Token":"held","a":[{"key":"held"},{"key":null}]}}"#);
    }

    #[test]
    fn what_is_no_json_is_hidden_whole_if_it_may_hold_a_credential() {
        let record = r#"{"doc":"{\"Token\":\"t0p\""}"#;
        assert_eq!(open_documents(record, &[inside(&[&["Token"]])]).expect("a record"), r#"{"doc":"held"}"#);
        assert_eq!(open_documents(record, &[inside(&[])]).expect("a record"), record);
        let nothing = r#"{"doc":null}"#;
        assert_eq!(open_documents(nothing, &[inside(&[&["Token"]])]).expect("a record"), nothing);
    }
}
