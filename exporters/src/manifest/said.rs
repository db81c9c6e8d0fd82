//! What a field must say in so many words, because keeping silent about it has cost somebody their answer or a secret.

use super::{
    model::Field,
    node::{Entry, Node, Place, Value},
    reading::Reading,
};
use crate::contract::{subject::IdentifierKind, text::Text};

/// The categories whose values let whoever holds them in; what is below them too.
const CREDENTIALS: &[&str] =
    &["user.authorization.credentials", "user.authorization.password", "user.authorization.biometric"];

/// What was said of a field, as far as its value does not tell: a default looks the same as a choice.
#[derive(Default)]
pub(super) struct Said {
    /// Where its categories stand.
    pub(super) categories_at: Option<Place>,
    /// Where its `identity` stands.
    pub(super) identity_at: Option<Place>,
    /// Whether it has a `match`.
    pub(super) matching: bool,
    /// Whether it has a `secret`, true or false.
    pub(super) secret: bool,
    /// The `join` that holds for its references, wherever they stand.
    pub(super) join: Option<String>,
    /// What its codes stand for.
    pub(super) values: Vec<(String, Text)>,
}

/// Asks for what is missing.
pub(super) fn judge(reading: &mut Reading<'_>, name: &str, field: &Field, said: &Said) {
    if let (Some(at), Some(kind), false) = (said.identity_at, &field.identity, said.matching)
        && kind.as_str() == IdentifierKind::EMAIL
    {
        reading.note(
            at,
            format!("`{name}` does not find Bob@Example.org by bob@example.org"),
            "write `rightsdesk_meta: {match: ignore_case}`, or `match: exact` if two people's addresses may differ in \
             capitals only",
        );
    }
    if let (Some(at), false) = (said.categories_at, said.secret) {
        credentials(reading, at, name, &field.data_categories);
    }
}

fn credentials(reading: &mut Reading<'_>, at: Place, name: &str, categories: &[String]) {
    if let Some(category) = categories.iter().find(|category| lets_in(category)) {
        reading.error(
            at,
            format!("`{name}` is `{category}`, but it would be handed over as it is"),
            "say `secret: true`, so that the person reads only that it is held; or `secret: false` if it lets nobody in",
        );
    }
}

fn lets_in(category: &str) -> bool {
    CREDENTIALS
        .iter()
        .any(|above| category.strip_prefix(above).is_some_and(|below| below.is_empty() || below.starts_with('.')))
}

/// The same for what the steps of an API hand over.
pub(super) fn judge_steps(reading: &mut Reading<'_>, section: &Node) {
    for step in list(section.get("steps")) {
        for field in list(step.get("export").and_then(|export| export.get("fields"))) {
            // What is not of the expected form, its engine has found.
            let (Value::Map(entries), Some(Value::Text(name))) =
                (&field.value, field.get("name").map(|name| &name.value))
            else {
                continue;
            };
            let Some(entry) = entries.iter().find(|entry| entry.key == "data_categories") else { continue };
            field_of_step(reading, name, entry, field.get("secret").is_some());
        }
    }
}

fn field_of_step(reading: &mut Reading<'_>, name: &str, entry: &Entry, says_secret: bool) {
    let categories = reading.categories(entry);
    if !says_secret {
        credentials(reading, entry.node.at, name, &categories);
    }
}

fn list(node: Option<&Node>) -> &[Node] {
    match node.map(|node| &node.value) {
        Some(Value::List(items)) => items,
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_)) | None => &[],
    }
}
