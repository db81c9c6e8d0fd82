//! JSON, read strictly: no name twice in an object. RFC 8259 leaves open which of two counts, and two programs that read
//! one body differently have opened doors before.

use std::{cell::RefCell, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::finding::Finding;

/// Reads a body.
pub fn read(body: &[u8]) -> Result<Value, Finding> {
    let twice = RefCell::new(None);
    let mut json = serde_json::Deserializer::from_slice(body);
    let here = Here { pointer: String::new(), twice: &twice };
    let read = here.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    read.map_err(|error| match twice.take() {
        Some(pointer) => Finding::at(pointer, "is there twice"),
        None => Finding::at("", format!("is not JSON: {error}")),
    })
}

/// The pointer to `name` inside `pointer`.
pub fn inside(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// A place in the body that is about to be read.
struct Here<'a> {
    pointer: String,
    /// Where something stood twice; the reader's own errors have no room for it.
    twice: &'a RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for Here<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Here<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = {
            let pointer = format!("{}/{}", self.pointer, values.len());
            items.next_element_seed(Here { pointer, twice: self.twice })?
        } {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            let pointer = inside(&self.pointer, &name);
            if object.contains_key(&name) {
                self.twice.replace(Some(pointer));
                return Err(A::Error::custom("a name is there twice"));
            }
            let value = entries.next_value_seed(Here { pointer, twice: self.twice })?;
            object.insert(name, value);
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_read_as_it_stands() {
        let body = br#" {"a": [1, -2, 2.5, true, null, "\u00e9"], "b": {"a": {}}} "#;
        assert_eq!(read(body).unwrap(), json!({"a": [1, -2, 2.5, true, null, "é"], "b": {"a": {}}}));
    }

    #[test]
    fn a_name_that_is_there_twice_is_pointed_at() {
        for (body, pointer) in [
            (r#"{"a": 1, "a": 1}"#, "/a"),
            (r#"{"a": [{}, {"b/c": 1, "~": 2, "b/c": 3}]}"#, "/a/1/b~1c"),
            (r#"{"a": 1, "\u0061": 2}"#, "/a"),
        ] {
            assert_eq!(read(body.as_bytes()).unwrap_err(), Finding::at(pointer, "is there twice"), "{body}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let deep = "[".repeat(100_000);
        for body in ["", " ", "{", "{}x", "nul", "'a'", "{a: 1}", "[1,]", "1e999", "\u{feff}{}", r#""\ud800""#, &deep] {
            let finding = read(body.as_bytes()).unwrap_err();
            assert_eq!(finding.pointer.as_deref(), Some(""), "{body:.20}");
        }
        assert!(read(b"\"\xff\"").is_err());
    }
}
