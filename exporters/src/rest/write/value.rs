//! What stands in a field, what may stand there, and where in a body it goes.

use serde_json::{Map, Value};

use crate::{
    contract::{correction::MisfitKind, subject::Subject},
    rest::{http::AskBody, page::as_text},
};

use super::plan::{Sort, Spot, WriteField};

/// There is something that is no single value: a list, an object, or a path that leads through one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotSingle;

/// What stands in a field of a row; `None`: nothing.
pub(super) fn held(row: &Value, field: &str) -> Result<Option<String>, NotSingle> {
    let mut at = row;
    for part in field.split('.') {
        match at {
            Value::Object(inside) => match inside.get(part) {
                Some(value) => at = value,
                None => return Ok(None),
            },
            Value::Null => return Ok(None),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => return Err(NotSingle),
        }
    }
    match at {
        Value::Null => Ok(None),
        value => as_text(value).map(Some).ok_or(NotSingle),
    }
}

/// Why a value does not fit: what sort, what is in the way, what to do.
pub(super) type NoFit = (MisfitKind, String, &'static str);

/// The new value as it is sent, or why it does not fit.
pub(super) fn fit(field: &WriteField, right: Option<&str>, subject: &Subject) -> Result<Value, NoFit> {
    if let Some(kind) = &field.renames {
        let is_theirs = right.is_some_and(|right| subject.of_kind(kind.as_str()).any(|name| name == right));
        if !is_theirs {
            return Err((
                MisfitKind::Unproven,
                "people are found by this field, and the new value is no proven name of this person".to_owned(),
                "let the person prove it first; it is then one of their identifiers",
            ));
        }
    }
    let Some(right) = right else {
        return if field.clears {
            Ok(Value::Null)
        } else {
            Err((
                MisfitKind::Empty,
                "the manifest does not say that it may be emptied".to_owned(),
                "ask the person for a value, or empty it by hand",
            ))
        };
    };
    let length = right.chars().count() as u64;
    if let Some(longest) = field.longest.filter(|longest| length > *longest) {
        return Err((
            MisfitKind::Length,
            format!("it holds at most {longest} characters, and these are {length}"),
            "agree with the person on a shorter form",
        ));
    }
    let (value, sort) = match field.sort {
        Sort::Text => (Some(Value::from(right)), "text"),
        Sort::Integer => (right.parse::<i64>().ok().map(Value::from), "whole number"),
        Sort::Boolean => (right.parse::<bool>().ok().map(Value::from), "true or false"),
    };
    value.ok_or_else(|| {
        let advice = "agree with the person on such a value, or change it by hand";
        (MisfitKind::Type, format!("this is not what stands there: {sort}"), advice)
    })
}

/// Puts a new value where it goes.
pub(super) fn put(body: &mut AskBody, at: &Spot, value: &Value) {
    match at {
        Spot::Keys(keys) => {
            if !matches!(body, AskBody::Json(_)) {
                *body = AskBody::Json(Value::Object(Map::new()));
            }
            if let AskBody::Json(json) = body {
                put_in(json, keys, value);
            }
        }
        Spot::Parameter(name) => {
            if !matches!(body, AskBody::Form(_)) {
                *body = AskBody::Form(Vec::new());
            }
            if let AskBody::Form(fields) = body {
                fields.push((name.clone(), as_text(value).unwrap_or_default()));
            }
        }
    }
}

fn put_in(into: &mut Value, keys: &[String], value: &Value) {
    let Some((first, rest)) = keys.split_first() else {
        *into = value.clone();
        return;
    };
    if !into.is_object() {
        *into = Value::Object(Map::new());
    }
    if let Value::Object(inside) = into {
        put_in(inside.entry(first.clone()).or_insert(Value::Null), rest, value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::contract::{subject::Identifier, text::Text};

    fn field(sort: Sort) -> WriteField {
        WriteField {
            name: "it".to_owned(),
            description: Text::default(),
            at: Spot::Parameter("it".to_owned()),
            sort,
            longest: Some(5),
            clears: false,
            renames: None,
            is_statement: false,
        }
    }

    fn ada() -> Subject {
        Subject::new([Identifier::parse("email=ada@example.org").unwrap()]).unwrap()
    }

    #[test]
    fn only_single_values_are_held() {
        let row = json!({"name": "Ada", "age": 36, "none": null, "user": {"mail": "a@b"}, "tags": ["x"]});
        for (at, expected) in [
            ("name", Ok(Some("Ada".to_owned()))),
            ("age", Ok(Some("36".to_owned()))),
            ("none", Ok(None)),
            ("missing.below", Ok(None)),
            ("user.mail", Ok(Some("a@b".to_owned()))),
            ("user", Err(NotSingle)),
            ("tags", Err(NotSingle)),
            ("tags.first", Err(NotSingle)),
            ("name.first", Err(NotSingle)),
        ] {
            assert_eq!(held(&row, at), expected, "{at}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told_by_its_sort() {
        let kind = |field: &WriteField, right| fit(field, right, &ada()).map_err(|(kind, ..)| kind);
        assert_eq!(kind(&field(Sort::Text), Some("Ada")), Ok(json!("Ada")));
        assert_eq!(kind(&field(Sort::Integer), Some("36")), Ok(json!(36)));
        assert_eq!(kind(&field(Sort::Boolean), Some("true")), Ok(json!(true)));
        assert_eq!(kind(&field(Sort::Integer), Some("many")), Err(MisfitKind::Type));
        assert_eq!(kind(&field(Sort::Text), Some("Augusta")), Err(MisfitKind::Length));
        assert_eq!(kind(&field(Sort::Text), None), Err(MisfitKind::Empty));
        assert_eq!(kind(&WriteField { clears: true, ..field(Sort::Text) }, None), Ok(Value::Null));
        let named =
            WriteField { renames: Some("email".to_owned().try_into().unwrap()), longest: None, ..field(Sort::Text) };
        assert_eq!(kind(&named, Some("eve@example.org")), Err(MisfitKind::Unproven));
        assert_eq!(kind(&named, None), Err(MisfitKind::Unproven));
        assert_eq!(kind(&named, Some("ada@example.org")), Ok(json!("ada@example.org")));
    }

    #[test]
    fn a_value_goes_where_the_manifest_says_and_nothing_else_moves() {
        let keys = |keys: &[&str]| Spot::Keys(keys.iter().map(|key| (*key).to_owned()).collect());
        let mut body = AskBody::Json(json!({"why": "asked", "user": {"id": 7}}));
        put(&mut body, &keys(&["user", "mail"]), &json!("a@b"));
        put(&mut body, &keys(&["name"]), &Value::Null);
        let AskBody::Json(json) = body else { panic!("no JSON") };
        assert_eq!(json, json!({"why": "asked", "user": {"id": 7, "mail": "a@b"}, "name": null}));
        let mut body = AskBody::Nothing;
        put(&mut body, &Spot::Parameter("address[city]".to_owned()), &Value::Null);
        let AskBody::Form(fields) = body else { panic!("no form") };
        assert_eq!(fields, [("address[city]".to_owned(), String::new())]);
    }
}
