//! A body is held against the schema that the document shows, so that the document says what is true. All that is wrong
//! is found at once, each with the place where it is.

use poem_openapi::{
    registry::{MetaSchema, MetaSchemaRef, Registry},
    types::Type,
};
use serde_json::Value;

use super::{finding::Finding, strict::inside};
use crate::web::day;

/// What is wrong with `value` as a `T`.
pub fn check<T: Type>(value: &Value) -> Vec<Finding> {
    let mut registry = Registry::new();
    T::register(&mut registry);
    let mut findings = Vec::new();
    let mut check = Check { registry: &registry, findings: &mut findings };
    check.reference(value, &T::schema_ref(), "");
    findings
}

struct Check<'a> {
    registry: &'a Registry,
    findings: &'a mut Vec<Finding>,
}

impl Check<'_> {
    fn say(&mut self, pointer: &str, detail: impl Into<String>) {
        self.findings.push(Finding::at(pointer, detail));
    }

    fn reference(&mut self, value: &Value, schema: &MetaSchemaRef, pointer: &str) {
        match schema {
            MetaSchemaRef::Inline(schema) => self.schema(value, schema, pointer),
            MetaSchemaRef::Reference(name) => {
                let registry = self.registry;
                let schema = registry.schemas.get(name).expect("a type registers all that it is made of");
                self.schema(value, schema, pointer);
            }
        }
    }

    fn schema(&mut self, value: &Value, schema: &MetaSchema, pointer: &str) {
        if value.is_null() && schema.nullable {
            return;
        }
        let is_of_type = match schema.ty {
            "" => true,
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            other => unreachable!("no schema has the type {other}"),
        };
        if !is_of_type {
            let article = if schema.ty.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
            return self.say(pointer, format!("is not {article} {}", schema.ty));
        }
        for part in &schema.all_of {
            self.reference(value, part, pointer);
        }
        match value {
            Value::Object(object) => self.object(object, schema, pointer),
            Value::Array(items) => self.array(items, schema, pointer),
            Value::String(text) => self.text(text, schema, pointer),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, object: &serde_json::Map<String, Value>, schema: &MetaSchema, pointer: &str) {
        if schema.ty != "object" {
            return;
        }
        for name in schema.required.iter().filter(|name| !object.contains_key(**name)) {
            self.say(&inside(pointer, name), "is missing");
        }
        for (name, value) in object {
            let place = inside(pointer, name);
            match schema.properties.iter().find(|(known, _)| known == name) {
                Some((_, schema)) => self.reference(value, schema, &place),
                None => self.say(&place, "is not known"),
            }
        }
    }

    fn array(&mut self, items: &[Value], schema: &MetaSchema, pointer: &str) {
        if let Some(least) = schema.min_items.filter(|least| items.len() < *least) {
            self.say(pointer, format!("has fewer than {least} items"));
        }
        if let Some(most) = schema.max_items.filter(|most| items.len() > *most) {
            return self.say(pointer, format!("has more than {most} items"));
        }
        for (number, item) in items.iter().enumerate() {
            let place = format!("{pointer}/{number}");
            if schema.unique_items == Some(true) && items[..number].contains(item) {
                self.say(&place, "is there twice");
            }
            if let Some(schema) = &schema.items {
                self.reference(item, schema, &place);
            }
        }
    }

    fn text(&mut self, text: &str, schema: &MetaSchema, pointer: &str) {
        let length = text.chars().count();
        if let Some(least) = schema.min_length.filter(|least| length < *least) {
            self.say(pointer, if least == 1 { "is empty".to_owned() } else { format!("is shorter than {least}") });
        }
        if let Some(most) = schema.max_length.filter(|most| length > *most) {
            self.say(pointer, format!("is longer than {most} characters"));
        }
        if !schema.enum_items.is_empty() && !schema.enum_items.iter().any(|known| known == text) {
            let known: Vec<_> = schema.enum_items.iter().filter_map(Value::as_str).collect();
            self.say(pointer, format!("is none of {}", known.join(", ")));
        }
        match schema.format {
            Some("date") if day::parse(text).is_none() => {
                self.say(pointer, "is not a day, such as 2026-11-14");
            }
            Some("date-time") if chrono::DateTime::parse_from_rfc3339(text).is_err() => {
                self.say(pointer, "is not a moment, such as 2026-11-14T12:00:00Z");
            }
            Some("uuid") if text.parse::<uuid::Uuid>().is_err() => self.say(pointer, "is not a UUID"),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use poem_openapi::{Enum, Object};
    use serde_json::json;

    use super::*;
    use crate::web::api::day::Day;

    #[derive(Enum)]
    #[oai(rename_all = "snake_case")]
    enum Colour {
        Red,
        DarkBlue,
    }

    #[derive(Object)]
    struct Inner {
        #[oai(validator(min_length = 1, max_length = 3))]
        name: String,
    }

    #[derive(Object)]
    struct Outer {
        #[oai(validator(min_items = 1, max_items = 2, unique_items))]
        colours: Vec<String>,
        /// Described, so that the reference is wrapped.
        one: Option<Colour>,
        inner: Inner,
        day: Option<Day>,
        #[oai(nullable)]
        id: Option<uuid::Uuid>,
        flag: Option<bool>,
        number: Option<u32>,
        at: Option<chrono::DateTime<chrono::Utc>>,
    }

    fn wrong(value: serde_json::Value) -> Vec<(String, String)> {
        let findings = check::<Outer>(&value);
        findings.into_iter().map(|finding| (finding.pointer.unwrap(), finding.detail)).collect()
    }

    #[test]
    fn what_fits_is_let_through() {
        assert_eq!(wrong(json!({"colours": ["a"], "inner": {"name": "äöü"}})), []);
        assert_eq!(
            wrong(json!({
                "colours": ["a", "b"], "one": "dark_blue", "inner": {"name": "x"}, "day": "2026-02-28", "id": null,
                "flag": false, "number": 1, "at": "2026-11-14T12:00:00.123Z"
            })),
            []
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told_with_its_place() {
        let said = wrong(json!({
            "colours": ["a", "a"], "one": "DarkBlue", "inner": {"name": "", "more": 1}, "day": "2026-02-30", "id": "1",
            "flag": null, "number": 1.5, "other": {}, "at": "2026-11-14 noon"
        }));
        let places: Vec<_> = said.iter().map(|(place, detail)| format!("{place} {detail}")).collect();
        assert_eq!(
            places,
            [
                "/colours/1 is there twice",
                "/one is none of red, dark_blue",
                "/inner/name is empty",
                "/inner/more is not known",
                "/day is not a day, such as 2026-11-14",
                "/id is not a UUID",
                "/flag is not a boolean",
                "/number is not an integer",
                "/other is not known",
                "/at is not a moment, such as 2026-11-14T12:00:00Z",
            ]
        );
        assert_eq!(wrong(json!([])), [(String::new(), "is not an object".to_owned())]);
        let missing: Vec<_> = wrong(json!({})).into_iter().map(|(place, _)| place).collect();
        assert_eq!(missing, ["/colours", "/inner"]);
        assert_eq!(wrong(json!({"colours": ["a", "b", "c"], "inner": {"name": "long"}})).len(), 2);
    }
}
