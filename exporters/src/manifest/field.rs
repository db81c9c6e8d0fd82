//! A field of a collection: a column, or a value inside a column's JSON.

use super::{
    home::Home,
    model::{DataType, Field},
    node::{Entry, Node},
    reading::Reading,
    reference, rightsdesk,
    said::{self, Said},
};
use crate::contract::text::Text;

const FIELD: &[&str] = &["name", "description", "data_categories", "fields", "fides_meta", "rightsdesk_meta"];

const META: &[&str] = &[
    "primary_key",
    "identity",
    "references",
    "data_type",
    "length",
    "return_all_elements",
    "read_only",
    "custom_request_field",
    "masking_strategy_override",
];

/// Reads the fields at one level; `above` are the steps to it.
pub(super) fn read_all(
    reading: &mut Reading<'_>,
    dataset: &str,
    collection: &str,
    above: &[String],
    entry: &Entry,
) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for node in reading.items(&entry.node, "`fields`") {
        let name = match node.get("name") {
            Some(name) => reading.text_of(name, "name"),
            None => {
                reading.error(node.at, format!("a field of `{collection}` has no `name`"), "name it as its column");
                None
            }
        };
        let Some(name) = name else { continue };
        let mut path = above.to_vec();
        path.push(name);
        let field = read(reading, node, Home { dataset, collection, path });
        if fields.iter().any(|other| other.name == field.name) {
            reading.error(node.at, format!("`{collection}` declares `{}` twice", field.name), "remove one");
        }
        fields.push(field);
    }
    fields
}

fn read(reading: &mut Reading<'_>, node: &Node, home: Home<'_>) -> Field {
    let mut field = Field { name: home.path.last().cloned().unwrap_or_default(), ..Field::default() };
    let mut said = Said::default();
    for entry in reading.map(node, "a field") {
        match entry.key.as_str() {
            "name" => {}
            "description" => field.description = reading.words(entry),
            "data_categories" => {
                said.categories_at = Some(entry.node.at);
                field.data_categories = reading.categories(entry);
            }
            "fides_meta" | "fidesops_meta" => {
                reading.note_alias(entry);
                read_meta(reading, entry, &home, &mut field, &mut said);
            }
            "rightsdesk_meta" => rightsdesk::read(reading, entry, &mut field, &mut said),
            "fields" => field.fields = read_all(reading, home.dataset, home.collection, &home.path, entry),
            _ => reading.unknown(entry, "a field", FIELD),
        }
    }
    for reference in &mut field.references {
        if reference.join.is_none() {
            reference.join.clone_from(&said.join);
        }
    }
    if !said.values.is_empty() {
        field.description = explained(&field.description, &said.values);
        field.values.clone_from(&said.values);
    }
    reference::note(reading, node, &home, &field);
    judge(reading, node, &home, &field);
    said::judge(reading, &home.address(), &field, &said);
    field
}

/// What the field means, with what its codes stand for: a copy that nobody understands is none (Art. 12(1)).
fn explained(description: &Text, values: &[(String, Text)]) -> Text {
    let in_language = |language: &str| {
        let each = values.iter().map(|(code, says)| format!("{code}: {}", says.for_language(language)));
        format!("{} ({})", description.for_language(language), each.collect::<Vec<_>>().join("; "))
    };
    Text::ByLanguage(["en", "fr", "de"].map(|language| (language.to_owned(), in_language(language))).into())
}

fn read_meta(reading: &mut Reading<'_>, meta: &Entry, home: &Home<'_>, field: &mut Field, said: &mut Said) {
    for entry in reading.map(&meta.node, "`fides_meta`") {
        match entry.key.as_str() {
            "primary_key" => field.primary_key = reading.flag(entry),
            "identity" => {
                said.identity_at = Some(entry.at);
                field.identity = reading.kind(entry);
            }
            "data_type" => (field.data_type, field.is_list) = data_type(reading, entry),
            "references" => field.references = reference::read(reading, entry, home),
            // Of use to an eraser or to Fides only.
            "length" | "return_all_elements" | "read_only" | "masking_strategy_override" => {}
            "custom_request_field" => reading.warning(
                entry.at,
                "`custom_request_field` has no effect here",
                "if the field finds the person, give it an `identity`",
            ),
            "redact" => reading.warning(
                entry.at,
                "`redact` has no effect: the person is told where data comes from",
                "remove it, or mark a credential with `rightsdesk_meta: {secret: true}`",
            ),
            _ => reading.unknown(entry, "the `fides_meta` of a field", META),
        }
    }
}

fn data_type(reading: &mut Reading<'_>, entry: &Entry) -> (Option<DataType>, bool) {
    let Some(text) = reading.text(entry) else { return (None, false) };
    let (name, is_list) = text.strip_suffix("[]").map_or((text.as_str(), false), |name| (name, true));
    let data_type = match name {
        "string" => DataType::Text,
        "integer" => DataType::Integer,
        "float" => DataType::Float,
        "boolean" => DataType::Boolean,
        "object_id" => DataType::ObjectId,
        "object" => DataType::Object,
        _ => {
            reading.error(
                entry.node.at,
                format!("{text:?} is no data type"),
                "write string, integer, float, boolean, object_id or object, with `[]` behind it for a list",
            );
            return (None, false);
        }
    };
    (Some(data_type), is_list)
}

/// What is wrong although each key for itself is right.
fn judge(reading: &mut Reading<'_>, node: &Node, home: &Home<'_>, field: &Field) {
    let name = home.address();
    let is_nested = home.path.len() > 1;
    if field.secret && field.portable {
        reading.error(
            node.at,
            format!("`{name}` is both secret and portable"),
            "a credential is never handed over: remove one of the two",
        );
    }
    if field.secret && field.resolves.is_some() {
        reading.error(node.at, format!("`{name}` is secret, but its value would be learned"), "remove `resolves`");
    }
    if field.claimed && field.resolves.is_none() {
        reading.error(node.at, format!("`{name}` is claimed, but nothing is learned here"), "add `resolves`");
    }
    if field.format.is_some() && field.identity.is_none() && field.resolves.is_none() {
        reading.error(
            node.at,
            format!("`{name}` has an `identity_format` but no identity"),
            "add `identity` or `resolves`",
        );
    }
    if field.is_list && (field.identity.is_some() || field.resolves.is_some() || !field.references.is_empty()) {
        reading.error(
            node.at,
            format!("`{name}` is a list; matching inside lists is not supported"),
            "match by another column, or describe the part by hand",
        );
    }
    if !field.fields.is_empty() {
        match field.data_type {
            Some(DataType::Object) => {}
            None
            | Some(DataType::Text | DataType::Integer | DataType::Float | DataType::Boolean | DataType::ObjectId) => {
                reading.error(
                    node.at,
                    format!("`{name}` has fields inside but is not an `object`"),
                    "add `fides_meta: {data_type: object}`",
                )
            }
        }
        if field.is_list && field.fields.iter().any(|inner| inner.identity.is_some() || inner.resolves.is_some()) {
            reading.error(
                node.at,
                format!("`{name}` is a list; matching inside lists is not supported"),
                "match by another column",
            );
        }
    }
    if is_nested && field.portable {
        reading.warning(
            node.at,
            format!("`portable` at `{name}` has no effect inside JSON"),
            "mark the whole column if all of it is portable",
        );
    }
    if !is_nested && field.data_categories.is_empty() && field.fields.is_empty() {
        reading.warning(
            node.at,
            format!("`{name}` has no data category"),
            "add `data_categories`, such as [user.contact.email] or [system.operations]",
        );
    }
}
