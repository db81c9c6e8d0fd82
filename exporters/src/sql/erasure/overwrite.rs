//! The fields that are overwritten on rows that stay: which, with what, and how that is said.

use std::{collections::BTreeMap, slice::Chunks};

use crate::{
    contract::{
        erasure::{Blanking, Instead, SharedChoice},
        pseudonym::Pseudonyms,
    },
    manifest::model::{Field, FieldErasure, Matching},
    sql::{
        catalogue::{Column, Operand},
        condition::push_match,
        dialect::Dialect,
        evidence::{Evidence, Which},
        graph::Path,
        keys::Tuple,
        speech,
        statement::{Bind, Statement},
    },
};

use super::{
    rows::{Shape, Value, Values},
    site::Site,
};

/// A field that has a rule.
#[derive(Clone, Debug)]
pub(super) struct Overwrite<'a> {
    pub(super) path: Path,
    pub(super) column: &'a Column,
    pub(super) with: Instead,
    /// Whether it is compared with the person's names, so that on a row of several people it can be told whose it is.
    pub(super) names_somebody: bool,
    /// Whether it is only ever emptied where it refers to a row that goes.
    pub(super) is_reference: bool,
}

/// The fields of a collection that have a rule, fitted to what their columns allow.
pub(super) fn of<'a>(site: Site<'a>, place: usize) -> Vec<Overwrite<'a>> {
    let mut found = Vec::new();
    for field in &site.collection(place).fields {
        collect(site, place, field, Path { column: field.name.clone(), steps: Vec::new() }, &mut found);
    }
    found
}

fn collect<'a>(site: Site<'a>, place: usize, field: &Field, path: Path, into: &mut Vec<Overwrite<'a>>) {
    let table = site.table_of(place);
    if let (Some(rule), Some(column)) = (&field.erasure, site.column(table, &path.column)) {
        let allows = site.rules_of(table).and_then(|rules| rules.columns.get(&column.name));
        let with = match rule {
            FieldErasure::Null | FieldErasure::Detach => Instead::Null,
            FieldErasure::Empty => Instead::Empty,
            FieldErasure::Text(text) => Instead::Text(text.clone()),
            FieldErasure::Hash(text) => Instead::Hash(text.clone()),
            // What may not be NULL may be empty; what may not be that either is found by the preflight.
            FieldErasure::Blank if path.steps.is_empty() && allows.is_some_and(|it| !it.is_nullable) => Instead::Empty,
            FieldErasure::Blank => Instead::Null,
        };
        into.push(Overwrite {
            names_somebody: names_somebody(site, place, &path),
            is_reference: *rule == FieldErasure::Detach,
            path: path.clone(),
            column,
            with,
        });
        if path.steps.is_empty() {
            // Whatever is inside goes with it.
            return;
        }
    }
    for inner in &field.fields {
        let mut path = path.clone();
        path.steps.push(inner.name.clone());
        collect(site, place, inner, path, into);
    }
}

fn names_somebody(site: Site<'_>, place: usize, path: &Path) -> bool {
    let place = site.place(place);
    place.inputs.iter().any(|input| input.columns == std::slice::from_ref(path))
        || place.owners.iter().any(|owner| owner.column == *path)
}

/// Those that are overwritten on rows that are the person's alone.
pub(super) fn on_own<'o, 'a>(fields: &'o [Overwrite<'a>]) -> Vec<&'o Overwrite<'a>> {
    fields.iter().filter(|field| !field.is_reference).collect()
}

/// Those that are overwritten on rows that belong to others too.
pub(super) fn on_shared<'o, 'a>(fields: &'o [Overwrite<'a>], choice: SharedChoice) -> Vec<&'o Overwrite<'a>> {
    let is_chosen = |field: &&Overwrite<'a>| match choice {
        SharedChoice::Keep => false,
        SharedChoice::Detach => field.names_somebody,
        SharedChoice::Blank => field.names_somebody || !field.is_reference,
    };
    fields.iter().filter(is_chosen).collect()
}

/// So many rows at once, where values are hashed: for each of them every value is compared.
const HASHED_AT_ONCE: usize = 250;

/// Rows in parts that one statement can overwrite. Rows that cannot be named one by one are not parted.
pub(super) fn parts<'r>(shape: &Shape<'_>, fields: &[&Overwrite<'_>], rows: &'r [Values]) -> Chunks<'r, Values> {
    let is_hashed = fields.iter().any(|field| matches!(field.with, Instead::Hash(_)));
    let at_once = if is_hashed && shape.can_name(rows) { HASHED_AT_ONCE } else { rows.len().max(1) };
    rows.chunks(at_once)
}

/// As people are told.
pub(super) fn told(fields: &[&Overwrite<'_>]) -> Vec<Blanking> {
    fields.iter().map(|field| Blanking { field: field.path.dotted(), with: field.with.clone() }).collect()
}

/// Whether a value already is what a hash leaves behind.
pub(super) fn is_hashed(text: &str, value: &Value) -> bool {
    let Some(value) = value else { return true };
    let Some((before, after)) = text.split_once("{hash}") else { return false };
    let inside = value.strip_prefix(before.as_bytes()).and_then(|rest| rest.strip_suffix(after.as_bytes()));
    inside.is_some_and(|hash| hash.len() == 32 && hash.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

/// Appends whether the fields, hashes aside, already are what they are to become.
pub(super) fn push_is_done(statement: &mut Statement, fields: &[&Overwrite<'_>]) {
    statement.push("(1 = 1");
    for field in fields {
        let operand = Operand { column: field.column, steps: &field.path.steps };
        let wanted = match &field.with {
            Instead::Null => {
                statement.push(" AND ");
                speech::push_key(statement, operand);
                statement.push(" IS NULL");
                continue;
            }
            Instead::Hash(_) => continue,
            Instead::Empty => String::new(),
            Instead::Text(text) => text.clone(),
        };
        statement.push(" AND COALESCE(");
        speech::push_key(statement, operand);
        statement.push(" = ").bind(Bind::Text(Some(wanted)));
        statement.push(", FALSE)");
    }
    statement.push(")");
}

/// Whose row it is that is overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The person's alone.
    Own,
    /// Of several people: what names somebody is overwritten only where it names the person.
    Shared,
}

/// What the new values are made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Making<'m> {
    pub(super) evidence: &'m Evidence<'m>,
    pub(super) place: usize,
    pub(super) whose: Whose,
    pub(super) pseudonyms: &'m Pseudonyms,
    /// The values that are hashed, by column.
    pub(super) values: &'m BTreeMap<String, Vec<Vec<u8>>>,
}

/// The columns that change, each with the expression of what it becomes.
pub(super) fn new_values<'a>(
    statement: &mut Statement,
    fields: &[&Overwrite<'a>],
    making: Making<'_>,
    mut each: impl FnMut(&mut Statement, &'a Column, &dyn Fn(&mut Statement)),
) {
    let mut done: Vec<&str> = Vec::new();
    for field in fields {
        if done.contains(&field.column.name.as_str()) {
            continue;
        }
        done.push(&field.column.name);
        let same: Vec<&Overwrite<'a>> =
            fields.iter().copied().filter(|other| other.column.name == field.column.name).collect();
        each(statement, field.column, &|statement| push_new_value(statement, &same, making));
    }
}

/// Appends what one column becomes. Several fields of one column stand inside its JSON.
fn push_new_value(statement: &mut Statement, fields: &[&Overwrite<'_>], making: Making<'_>) {
    let [first, ..] = fields else { return };
    let old = format!("t.{}", statement.dialect.quoted(&first.column.name));
    let is_conditional = making.whose == Whose::Shared && fields.iter().any(|field| field.names_somebody);
    if is_conditional {
        statement.push("CASE WHEN ");
        statement.separated(fields.iter().filter(|field| field.names_somebody), " OR ", |statement, field| {
            push_names_person(statement, &field.path, making);
        });
        statement.push(" THEN ");
    }
    if first.path.steps.is_empty() {
        match &first.with {
            Instead::Null => push_null(statement, first.column),
            Instead::Empty => push_text(statement, first.column, String::new()),
            Instead::Text(text) => push_text(statement, first.column, text.clone()),
            Instead::Hash(text) => push_hash(statement, first, text, &old, making),
        }
    } else {
        push_without(statement, first.column, fields.iter().map(|field| field.path.steps.as_slice()));
    }
    if is_conditional {
        statement.push(" ELSE ").push(&old).push(" END");
    }
}

/// Appends nothing, of a column's type.
pub(in crate::sql) fn push_null(statement: &mut Statement, column: &Column) {
    statement.push("NULL");
    match statement.dialect {
        Dialect::Postgres { .. } => {
            statement.push("::").push(&column.declared);
        }
        Dialect::MySql | Dialect::Sqlite => {}
    }
}

/// Appends a text as a value of a column's type.
pub(in crate::sql) fn push_text(statement: &mut Statement, column: &Column, text: String) {
    statement.bind(Bind::Text(Some(text)));
    match statement.dialect {
        Dialect::Postgres { .. } => {
            statement.push("::text::").push(&column.declared);
        }
        Dialect::MySql | Dialect::Sqlite => {}
    }
}

/// Appends the hash that belongs to the old value. Each value has one of its own, so what was unique stays so.
fn push_hash(statement: &mut Statement, field: &Overwrite<'_>, text: &str, old: &str, making: Making<'_>) {
    let operand = Operand { column: field.column, steps: &[] };
    let name = format!("{}.{}", making.evidence.graph.collections[making.place].address(), field.path.dotted());
    let values = making.values.get(&field.column.name).map_or(&[][..], Vec::as_slice);
    if values.is_empty() {
        statement.push(old);
        return;
    }
    statement.push("CASE");
    for value in values {
        statement.push(" WHEN ");
        push_match(statement, &[operand], std::iter::once(&vec![value.clone()]), Matching::Exact);
        statement.push(" THEN ");
        push_text(statement, field.column, text.replace("{hash}", &making.pseudonyms.of(&name, value)));
    }
    statement.push(" ELSE ").push(old).push(" END");
}

/// Appends a JSON document without what stands at these places.
fn push_without<'s>(statement: &mut Statement, column: &Column, places: impl Iterator<Item = &'s [String]>) {
    let old = format!("t.{}", statement.dialect.quoted(&column.name));
    let path = |steps: &[String]| steps.iter().fold(String::from("$"), |path, step| format!("{path}.\"{step}\""));
    match statement.dialect {
        Dialect::Postgres { .. } => {
            statement.push(&format!("(({old})::jsonb"));
            for steps in places {
                statement.push(" #- ").bind(Bind::Texts(steps.to_vec())).push("::text[]");
            }
            statement.push(&format!(")::text::{}", column.declared));
        }
        Dialect::MySql | Dialect::Sqlite => {
            let function = if statement.dialect == Dialect::MySql { "JSON_REMOVE" } else { "json_remove" };
            statement.push(&format!("{function}({old}"));
            for steps in places {
                statement.push(", ").bind(Bind::Text(Some(path(steps))));
            }
            statement.push(")");
        }
    }
}

/// Appends whether a field names the person.
fn push_names_person(statement: &mut Statement, path: &Path, making: Making<'_>) {
    let Making { evidence, place, .. } = making;
    let collection = &evidence.graph.collections[place];
    let operand = evidence.plan.places[place].operand(evidence.plan.dialect, path);
    statement.push("COALESCE((1 = 0");
    for (index, input) in collection.inputs.iter().enumerate() {
        if input.columns == std::slice::from_ref(path) {
            statement.push(" OR ");
            evidence.push_input(statement, place, index, Which::All);
        }
    }
    for owner in collection.owners.iter().filter(|owner| owner.column == *path) {
        for &(input, at) in &owner.known_by {
            let matching = collection.inputs[input].matching();
            let values: Vec<Tuple> = evidence
                .values(place, input, Which::All)
                .filter_map(|value| value.get(at).map(|part| vec![part.clone()]))
                .collect();
            statement.push(" OR ");
            push_match(statement, &[operand], values.iter(), matching);
        }
    }
    statement.push("), FALSE)");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_recognised_and_nothing_else() {
        let hash = "0123456789abcdef0123456789abcdef";
        let is = |text: &str, value: &str| is_hashed(text, &Some(value.as_bytes().to_vec()));
        assert!(is("gone-{hash}@x", &format!("gone-{hash}@x")));
        assert!(is("{hash}", hash) && is_hashed("{hash}", &None));
        for other in ["ada@example.org", "gone-@x", &format!("gone-{hash}"), &format!("gone-{}@x", &hash[1..])] {
            assert!(!is("gone-{hash}@x", other), "{other}");
        }
    }
}
