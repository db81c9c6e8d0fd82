//! A day, as it comes in.

use std::borrow::Cow;

use chrono::NaiveDate;
use poem_openapi::{
    registry::{MetaSchema, MetaSchemaRef},
    types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type},
};
use serde_json::Value;

/// A day, such as `2026-11-14`. Years of more than four digits, or before our era, can be written as well, but no
/// calendar and not every database reaches there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub NaiveDate);

impl Day {
    /// The day that the text stands for.
    pub fn parse(text: &str) -> Option<Self> {
        // Without a sign, a year that makes ten characters has four digits.
        let is_usual = text.len() == 10 && text.starts_with(|first: char| first.is_ascii_digit());
        text.parse().ok().filter(|_| is_usual).map(Self)
    }
}

impl Type for Day {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "string_date".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "date")))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

impl ToJSON for Day {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.to_string().into())
    }
}

impl ParseFromParameter for Day {
    fn parse_from_parameter(text: &str) -> ParseResult<Self> {
        Self::parse(text).ok_or_else(|| ParseError::custom("is not a day"))
    }
}

impl ParseFromJSON for Day {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value {
            Some(Value::String(text)) => Self::parse_from_parameter(&text),
            _ => Err(ParseError::expected_input()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_four_digits_are_read() {
        assert!(Day::parse("2026-02-28").is_some());
        for text in
            ["", "2026-02-30", "2026-2-28", "+12026-1-1", "-262143-01-01", "-026-01-01", "+262142-12-31", "20260228"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
