//! What staff withhold from the data: whole records, whole fields, or single values (Art. 15(4), 20(4)).
//!
//! Nothing of it may reach the archive. A withheld value leaves a mark where it stood, so that nobody takes the record for
//! what the system holds; a withheld record leaves nothing but the count in the reasons.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    io,
};

use serde_json::value::RawValue;

use crate::fields;

/// Something that is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The collection it is in.
    pub collection: String,
    /// The number of the record in its collection, from 1; none: in all records.
    pub row: Option<u64>,
    /// The field; none: the whole record.
    pub field: Option<String>,
    /// Whether the record belongs to other people too.
    pub is_shared: bool,
}

/// What is withheld of one collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Given: all records; whether they belong to other people too.
    all: Option<bool>,
    rows: BTreeMap<u64, bool>,
    fields: BTreeSet<String>,
    values: BTreeMap<u64, BTreeSet<String>>,
}

impl Cuts {
    /// What of `cuts` is in this collection.
    pub fn of(collection: &str, cuts: &[Cut]) -> Self {
        let mut found = Self::default();
        for cut in cuts.iter().filter(|cut| cut.collection == collection) {
            match (cut.row, &cut.field) {
                (Some(row), None) => {
                    found.rows.insert(row, cut.is_shared);
                }
                (None, Some(field)) => {
                    found.fields.insert(field.clone());
                }
                (Some(row), Some(field)) => {
                    found.values.entry(row).or_default().insert(field.clone());
                }
                (None, None) => found.all = Some(found.all.unwrap_or(false) || cut.is_shared),
            }
        }
        found
    }

    /// Whether this record is withheld as a whole.
    pub fn drops(&self, row: u64) -> bool {
        self.all.is_some() || self.rows.contains_key(&row)
    }

    /// How many of the first `records` are withheld as a whole, and how many of these belong to others too.
    pub fn dropped(&self, records: u64) -> (u64, u64) {
        if let Some(is_shared) = self.all {
            return (records, if is_shared { records } else { 0 });
        }
        let rows = self.rows.range(1..=records);
        rows.fold((0, 0), |(all, shared), (_, is_shared)| (all + 1, shared + u64::from(*is_shared)))
    }

    /// The record with `mark` in place of each value that is withheld.
    pub fn apply<'r>(&self, row: u64, json: &'r RawValue, mark: &str) -> io::Result<Cow<'r, RawValue>> {
        let of_row = self.values.get(&row);
        if self.fields.is_empty() && of_row.is_none() {
            return Ok(Cow::Borrowed(json));
        }
        let is_cut = |name: &str| self.fields.contains(name) || of_row.is_some_and(|names| names.contains(name));
        let mark = serde_json::to_string(mark)?;
        let Some(fields) = fields::top(json) else {
            // It has no fields to tell apart: the mark stands for all of it.
            return Ok(Cow::Owned(RawValue::from_string(mark)?));
        };
        let mut text = String::from("{");
        for (name, value) in fields {
            if text.len() > 1 {
                text.push_str(", ");
            }
            text.push_str(&serde_json::to_string(&name)?);
            text.push_str(": ");
            text.push_str(if is_cut(&name) { &mark } else { value.get() });
        }
        text.push('}');
        Ok(Cow::Owned(RawValue::from_string(text)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(row: Option<u64>, field: Option<&str>) -> Cut {
        Cut { collection: "note".to_owned(), row, field: field.map(str::to_owned), is_shared: row == Some(2) }
    }

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    #[test]
    fn what_is_withheld_leaves_a_mark_and_everything_else_stays_as_it_stands() {
        let cuts = Cuts::of("note", &[cut(None, Some("author")), cut(Some(3), Some("text")), cut(Some(2), None)]);
        let json = raw(r#"{"id": 1.50, "author": "Bob \"B\"", "text": "x"}"#);
        let first = cuts.apply(1, &json, "(withheld)").unwrap();
        assert_eq!(first.get(), r#"{"id": 1.50, "author": "(withheld)", "text": "x"}"#);
        let third = cuts.apply(3, &json, "(withheld)").unwrap();
        assert_eq!(third.get(), r#"{"id": 1.50, "author": "(withheld)", "text": "(withheld)"}"#);
        assert!(cuts.drops(2) && !cuts.drops(1));
        assert_eq!((cuts.dropped(5), cuts.dropped(1)), ((1, 1), (0, 0)));
    }

    #[test]
    fn another_collection_is_not_touched() {
        let cuts = Cuts::of("order", &[cut(None, Some("author")), cut(Some(2), None)]);
        let json = raw(r#"{"author":"Bob"}"#);
        assert_eq!(cuts.apply(2, &json, "-").unwrap().get(), json.get());
        assert!(!cuts.drops(2));
    }

    #[test]
    fn a_whole_collection_can_be_withheld() {
        let cuts = Cuts::of("note", &[cut(None, None)]);
        assert!(cuts.drops(1) && cuts.drops(7));
        assert_eq!(cuts.dropped(5), (5, 0));
        assert!(!Cuts::of("order", &[cut(None, None)]).drops(1), "only that one");
    }

    #[test]
    fn a_record_without_fields_is_withheld_whole() {
        let cuts = Cuts::of("note", &[cut(None, Some("author"))]);
        assert_eq!(cuts.apply(1, &raw("[1, 2]"), "-").unwrap().get(), "\"-\"");
    }
}
