//! Collections in which a system writes down itself to whom it gave a person's data: sendings, deliveries, answered orders.
//!
//! A manifest says which field of such a row names the recipient and which the day. What is read so belongs into the desk's own
//! record of disclosures, from which the person is told of actual recipients (Art. 15(1)(c)) and these of an erasure (Art. 19).

use std::fmt;

use chrono::{DateTime, NaiveDate};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

/// How the rows of a collection tell of disclosures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discloses {
    /// The field with the recipient's name; `to.name` for one inside another.
    pub recipient: String,
    /// The field with the day or the moment.
    pub on: String,
    /// The kinds of data that every row is about, as the person is to read them.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The field with the kind of data that this row is about.
    pub kind: Option<String>,
    /// On what it was disclosed.
    pub basis: OnWhat,
}

/// On what data was disclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnWhat {
    /// An order of a court or an authority.
    Order,
    /// A law that requires it without an order.
    Law,
    /// A contract with the person, or for them.
    Contract,
    /// The person's consent.
    Consent,
    /// A legitimate interest.
    Interest,
}

/// A collection that tells of disclosures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureLog {
    /// Its name, as an export says it.
    pub collection: String,
    /// How its rows tell of it.
    pub says: Discloses,
}

/// What one row tells. It says whose data went where, so no `Debug` form shows it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disclosed {
    /// To whom.
    pub recipient: String,
    /// When; of a moment its day in UTC.
    pub on: NaiveDate,
    /// The kinds of data, at least one.
    pub kinds: Vec<String>,
    /// On what.
    pub basis: OnWhat,
}

impl fmt::Debug for Disclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Disclosed(…)")
    }
}

impl Discloses {
    /// What is wrong with it in a collection that hands these fields over.
    pub fn wrong(&self, is_field: impl Fn(&str) -> bool) -> Option<String> {
        let named = [&self.recipient, &self.on].into_iter().chain(&self.kind);
        if let Some(stranger) = named.into_iter().find(|name| !is_field(name)) {
            return Some(format!(
                "`discloses` names {stranger:?}, which is no field of this collection that is handed over"
            ));
        }
        let is_empty = self.kind.is_none() && self.kinds.iter().all(|kind| kind.trim().is_empty());
        is_empty.then(|| "`discloses` does not say what was given: write `kinds`, or `kind` with the field".to_owned())
    }

    /// What a row tells; `None` if it does not say who, when or what.
    pub fn read(&self, row: &RawValue) -> Option<Disclosed> {
        let row: Value = serde_json::from_str(row.get()).ok()?;
        let text =
            |name: &String| at(&row, name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let kind = self.kind.as_ref().and_then(text).map(str::to_owned);
        let kinds: Vec<String> = self.kinds.iter().map(|kind| kind.trim().to_owned()).chain(kind).collect();
        let kinds: Vec<String> = kinds.into_iter().filter(|kind| !kind.is_empty()).collect();
        if kinds.is_empty() {
            return None;
        }
        let on = at(&row, &self.on).and_then(day)?;
        Some(Disclosed { recipient: text(&self.recipient)?.to_owned(), on, kinds, basis: self.basis })
    }
}

fn at<'v>(row: &'v Value, name: &str) -> Option<&'v Value> {
    row.get(name).or_else(|| name.split('.').try_fold(row, |value, part| value.get(part)))
}

/// A day, a moment, or seconds or milliseconds since 1970.
fn day(value: &Value) -> Option<NaiveDate> {
    /// More seconds than this are milliseconds: it would be in the year 5138.
    const SECONDS: i64 = 100_000_000_000;
    if let Some(number) = value.as_i64() {
        let moment = if number < SECONDS {
            DateTime::from_timestamp(number, 0)
        } else {
            DateTime::from_timestamp_millis(number)
        };
        return moment.map(|moment| moment.date_naive());
    }
    let text = value.as_str()?.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc().date_naive());
    }
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(kind: Option<&str>) -> Discloses {
        Discloses {
            recipient: "to.name".to_owned(),
            on: "at".to_owned(),
            kinds: if kind.is_none() { vec!["your address".to_owned()] } else { Vec::new() },
            kind: kind.map(str::to_owned),
            basis: OnWhat::Contract,
        }
    }

    fn read(says: &Discloses, row: &str) -> Option<(String, String, Vec<String>)> {
        let row = RawValue::from_string(row.to_owned()).unwrap();
        says.read(&row).map(|it| (it.recipient, it.on.to_string(), it.kinds))
    }

    #[test]
    fn a_row_tells_who_got_what_when() {
        let expected = |on: &str| Some(("Courier".to_owned(), on.to_owned(), vec!["your address".to_owned()]));
        for (at, on) in [
            ("\"2026-11-20\"", "2026-11-20"),
            ("\"2026-11-20 23:30:00\"", "2026-11-20"),
            ("\"2026-11-20T23:30:00-02:00\"", "2026-11-21"),
            ("1795375349", "2026-11-22"),
            ("1795375349000", "2026-11-22"),
        ] {
            assert_eq!(read(&says(None), &format!(r#"{{"to": {{"name": " Courier "}}, "at": {at}}}"#)), expected(on));
        }
        let row = r#"{"to": {"name": "Courier"}, "at": "2026-11-20", "what": "your address"}"#;
        assert_eq!(read(&says(Some("what")), row), expected("2026-11-20"));
    }

    #[test]
    fn a_row_that_does_not_say_it_tells_nothing() {
        for row in [
            r#"{"to": {"name": ""}, "at": "2026-11-20"}"#,
            r#"{"to": {}, "at": "2026-11-20"}"#,
            r#"{"to": {"name": "Courier"}, "at": null}"#,
            r#"{"to": {"name": "Courier"}, "at": "soon"}"#,
            r#"{"to": {"name": "Courier"}, "at": "äöü-11-20x"}"#,
        ] {
            assert_eq!(read(&says(None), row), None, "{row}");
        }
        assert_eq!(read(&says(Some("what")), r#"{"to": {"name": "Courier"}, "at": "2026-11-20"}"#), None);
    }

    #[test]
    fn it_names_fields_that_are_there_and_says_what_was_given() {
        let known = |name: &str| ["to.name", "at"].contains(&name);
        assert_eq!(says(None).wrong(known), None);
        assert!(says(Some("what")).wrong(known).is_some_and(|what| what.contains("what")));
        assert!(Discloses { kinds: vec![" ".to_owned()], ..says(None) }.wrong(known).is_some());
    }
}
