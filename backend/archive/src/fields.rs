//! Looking into a record without changing it: the names at its top, and the text of each value.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// Calls `see` with each name at the top of a record. False if the record is not an object.
pub fn each_name(json: &RawValue, see: impl FnMut(&str)) -> bool {
    struct Names<F>(F);
    impl<'de, F: FnMut(&str)> Visitor<'de> for Names<F> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
            while let Some(name) = map.next_key::<Name<'de>>()? {
                (self.0)(&name.0);
                map.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let mut json = serde_json::Deserializer::from_str(json.get());
    json.deserialize_map(Names(see)).is_ok()
}

/// The fields at the top of a record, in its order, each value as the text it has there. Nothing if it is no object.
pub fn top(json: &RawValue) -> Option<Vec<(Cow<'_, str>, &RawValue)>> {
    struct Fields;
    impl<'de> Visitor<'de> for Fields {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::new();
            while let Some((Name(name), value)) = map.next_entry::<Name<'de>, &RawValue>()? {
                fields.push((name, value));
            }
            Ok(fields)
        }
    }
    let mut json = serde_json::Deserializer::from_str(json.get());
    json.deserialize_map(Fields).ok()
}

/// What a value says to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// Nothing: `null`.
    Nothing,
    /// A text.
    Text(Cow<'a, str>),
    /// A number or a truth value, as written.
    Plain(&'a str),
    /// A list or an object, as written.
    Nested(&'a str),
}

impl<'a> Said<'a> {
    /// Reads a value.
    pub fn by(value: &'a RawValue) -> Self {
        let json = value.get().trim();
        match json.as_bytes().first() {
            Some(b'"') => serde_json::from_str::<Name<'a>>(json).map_or(Self::Nested(json), |text| Self::Text(text.0)),
            Some(b'[' | b'{') => Self::Nested(json),
            Some(b'n') | None => Self::Nothing,
            Some(_) => Self::Plain(json),
        }
    }
}

/// A JSON text that is borrowed where it holds no escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_the_text_they_have() {
        let json = RawValue::from_string(
            r#"{"a": 1.50, "b\u0020c": "x\"y", "d": null, "e": [1,2], "f": true, "g": -0.0e1, "a": 12345678901234567890123}"#
                .to_owned(),
        )
        .unwrap();
        let said: Vec<_> = top(&json).unwrap().into_iter().map(|(name, value)| (name, Said::by(value))).collect();
        assert_eq!(
            said,
            [
                ("a".into(), Said::Plain("1.50")),
                ("b c".into(), Said::Text("x\"y".into())),
                ("d".into(), Said::Nothing),
                ("e".into(), Said::Nested("[1,2]")),
                ("f".into(), Said::Plain("true")),
                ("g".into(), Said::Plain("-0.0e1")),
                ("a".into(), Said::Plain("12345678901234567890123")),
            ]
        );
        let mut names = Vec::new();
        assert!(each_name(&json, |name| names.push(name.to_owned())));
        assert_eq!(names, ["a", "b c", "d", "e", "f", "g", "a"]);
    }

    #[test]
    fn what_is_no_object_has_no_fields() {
        for json in ["[1]", "1", "\"x\"", "null"] {
            let json = RawValue::from_string(json.to_owned()).unwrap();
            assert!(top(&json).is_none());
            assert!(!each_name(&json, |_| ()));
        }
    }
}
