//! A list of questions, answered one by one: a hundred thousand are never in memory all at once, only their text and that of
//! their answers.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
    ser::{SerializeSeq, Serializer as _},
};
use serde_json::{Serializer, Value};

/// What the text was.
#[derive(Clone, Debug, PartialEq)]
pub enum Mapped {
    /// A list, and what became of it, as JSON.
    List(String),
    /// No list.
    Single(Value),
}

/// Answers each item of a list, which stands by itself or in the field `cases` of an object.
///
/// # Errors
/// If the text is not JSON; then nothing is answered.
pub fn map(text: &str, mut each: impl FnMut(Value) -> Value) -> Result<Mapped, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let found = reader.deserialize_any(Items(&mut each))?;
    reader.end()?;
    let mut object = match found {
        Mapped::List(text) => return Ok(Mapped::List(text)),
        Mapped::Single(object) => object,
    };
    if let Some(Value::Array(cases)) = object.get_mut("cases").filter(|cases| cases.is_array()).map(Value::take) {
        let answers: Vec<Value> = cases.into_iter().map(each).collect();
        return serde_json::to_string_pretty(&answers).map(Mapped::List);
    }
    Ok(Mapped::Single(object))
}

/// Takes what comes: the items of a list one after the other, anything else as a whole.
struct Items<'e, E>(&'e mut E);

impl<'de, E: FnMut(Value) -> Value> Visitor<'de> for Items<'_, E> {
    type Value = Mapped;

    fn expecting(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        form.write_str("a question or a list of questions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Mapped, A::Error> {
        let mut text = Vec::new();
        let mut writer = Serializer::pretty(&mut text);
        let mut answers = writer.serialize_seq(None).map_err(A::Error::custom)?;
        while let Some(item) = items.next_element::<Value>()? {
            answers.serialize_element(&(self.0)(item)).map_err(A::Error::custom)?;
        }
        SerializeSeq::end(answers).map_err(A::Error::custom)?;
        String::from_utf8(text).map(Mapped::List).map_err(A::Error::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Mapped, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(object)).map(Mapped::Single)
    }

    fn visit_bool<E2: serde::de::Error>(self, value: bool) -> Result<Mapped, E2> {
        Ok(Mapped::Single(value.into()))
    }

    fn visit_i64<E2: serde::de::Error>(self, value: i64) -> Result<Mapped, E2> {
        Ok(Mapped::Single(value.into()))
    }

    fn visit_u64<E2: serde::de::Error>(self, value: u64) -> Result<Mapped, E2> {
        Ok(Mapped::Single(value.into()))
    }

    fn visit_f64<E2: serde::de::Error>(self, value: f64) -> Result<Mapped, E2> {
        Ok(Mapped::Single(value.into()))
    }

    fn visit_str<E2: serde::de::Error>(self, value: &str) -> Result<Mapped, E2> {
        Ok(Mapped::Single(value.into()))
    }

    fn visit_unit<E2: serde::de::Error>(self) -> Result<Mapped, E2> {
        Ok(Mapped::Single(Value::Null))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn doubled(text: &str) -> Mapped {
        map(text, |item| json!([item.clone(), item])).unwrap()
    }

    fn list(items: &Value) -> Mapped {
        Mapped::List(serde_json::to_string_pretty(items).unwrap())
    }

    #[test]
    fn a_list_is_written_as_it_would_be_as_a_whole() {
        assert_eq!(doubled("[]"), list(&json!([])));
        assert_eq!(doubled(r#"[1, {"a": []}]"#), list(&json!([[1, 1], [{ "a": [] }, { "a": [] }]])));
        assert_eq!(doubled(r#"{"cases": [1], "more": 2}"#), list(&json!([[1, 1]])));
    }

    #[test]
    fn what_is_no_list_stays_whole() {
        for text in [r#"{"a":1}"#, "3", "-3", "2.5", "true", "null", r#""text""#] {
            assert_eq!(doubled(text), Mapped::Single(serde_json::from_str(text).unwrap()));
        }
    }

    #[test]
    fn nothing_is_answered_of_what_is_cut_off_or_goes_on() {
        for text in ["[1, 2", "[1] [2]", "", "[1,]"] {
            assert!(map(text, |item| item).is_err(), "{text}");
        }
    }
}
