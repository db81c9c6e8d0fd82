//! An answer in JSON, whole and checked, and the rows in it as they were written.
//!
//! Rows are cut out of the text, not printed again, so that a number too long for a double and the order of keys
//! come through unchanged.

use reqwest::{
    Response,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde_json::{Value, value::RawValue};
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use crate::{
    contract::{call::Call, error::ConnectorError},
    entries::Entries,
};

use super::{
    http::{unless_cancelled, unreachable},
    request::Test,
};

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub value: Value,
    text: String,
}

/// One row of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// As it was written.
    pub raw: &'a RawValue,
    /// As it is read.
    pub value: &'a Value,
}

impl Reply {
    /// Reads an answer. Another content type than JSON, half a JSON, and a body that a test of `errors` recognises
    /// are faults that may pass; an answer above `max_bytes` is one that stays.
    pub async fn read(
        mut response: Response,
        words: &str,
        max_bytes: u64,
        errors: impl Iterator<Item = &Test>,
        call: &Call,
    ) -> Result<Self, ConnectorError> {
        if response.status().is_redirection() {
            return Err(ConnectorError::permanent(format!(
                "{words} answered {}: redirects are not followed",
                response.status()
            )));
        }
        let content_type =
            response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("nothing");
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if essence != "application/json" && !essence.ends_with("+json") {
            let shown: String = essence.chars().filter(|c| c.is_ascii_graphic()).take(60).collect();
            return Err(ConnectorError::transient(format!("{words} answered {shown} instead of JSON")));
        }
        let mut bytes = Vec::new();
        while let Some(piece) = unless_cancelled(call, response.chunk()).await?.map_err(|e| unreachable(words, &e))? {
            let length = u64::try_from(bytes.len() + piece.len()).unwrap_or(u64::MAX);
            if length > max_bytes {
                return Err(ConnectorError::permanent(format!("{words} answered more than {max_bytes} bytes")));
            }
            bytes.extend_from_slice(&piece);
        }
        let half = || ConnectorError::transient(format!("{words} answered something that is not whole JSON"));
        let text = String::from_utf8(bytes).map_err(|_| half())?;
        let value: Value = serde_json::from_str(&text).map_err(|_| half())?;
        if errors.into_iter().any(|test| test.holds(&value)) {
            return Err(ConnectorError::transient(format!("{words} answered 200 with an error in the body")));
        }
        Ok(Self { headers: response.headers().clone(), value, text })
    }

    /// Makes a list of the object at `path`: of each entry a row with its name, as `name`, and its value, as `value`.
    ///
    /// # Errors
    /// If no object stands there: anything else is not the answer we know.
    pub fn list_entries(&mut self, path: &JsonPath, name: &str, words: &str) -> Result<(), ConnectorError> {
        let strange = || ConnectorError::transient(format!("{words} answered JSON of another shape than described"));
        let located = path.query_located(&self.value);
        let raw = located.first().and_then(|node| raw_at(&self.text, node.location())).ok_or_else(strange)?;
        let entries = Entries::of(raw).ok_or_else(strange)?;
        let word = |text: &str| Value::String(text.to_owned()).to_string();
        let row =
            |(key, value): &(String, &RawValue)| format!(r#"{{{}:{},"value":{}}}"#, word(name), word(key), value.get());
        let list = format!("[{}]", entries.0.iter().map(row).collect::<Vec<_>>().join(","));
        let from = raw.get().as_ptr().addr() - self.text.as_ptr().addr();
        let text = format!("{}{list}{}", &self.text[..from], &self.text[from + raw.get().len()..]);
        self.value = serde_json::from_str(&text).map_err(|_| strange())?;
        self.text = text;
        Ok(())
    }

    /// The rows at `path`: the elements of a list, or the one object there. Anything else is not the answer we know.
    pub fn rows(&self, path: &JsonPath, words: &str) -> Result<Vec<Row<'_>>, ConnectorError> {
        let strange = || ConnectorError::transient(format!("{words} answered JSON of another shape than described"));
        let located = path.query_located(&self.value);
        let node = located.first().ok_or_else(strange)?;
        let raw = raw_at(&self.text, node.location()).ok_or_else(strange)?;
        let rows: Vec<_> = match node.node() {
            Value::Array(values) => {
                let raws: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(|_| strange())?;
                values.iter().zip(raws).map(|(value, raw)| Row { raw, value }).collect()
            }
            value => vec![Row { raw, value }],
        };
        if rows.iter().all(|row| row.value.is_object()) { Ok(rows) } else { Err(strange()) }
    }
}

fn raw_at<'a>(text: &'a str, path: &NormalizedPath<'_>) -> Option<&'a RawValue> {
    let mut raw: &RawValue = serde_json::from_str(text).ok()?;
    for element in path.iter() {
        raw = match element {
            // The last of two with the same name, as the reader of the value does.
            PathElement::Name(name) => {
                Entries::of(raw)?.0.into_iter().rev().find(|(key, _)| key == *name).map(|(_, raw)| raw)?
            }
            PathElement::Index(at) => serde_json::from_str::<Vec<&RawValue>>(raw.get()).ok()?.get(*at).copied()?,
        };
    }
    Some(raw)
}
