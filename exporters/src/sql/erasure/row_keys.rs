//! Which rows belong to other people too, by what tells them apart: so that whoever decides about them can look them up.
//!
//! A key is told, never a value: a part of a key that names somebody, or may, is left out, and where no key tells rows apart
//! nothing is told.

use crate::{
    manifest::model::{Collection, Field, Reference},
    sql::{
        catalogue::{Column, Compare},
        graph::Graph,
    },
};

use super::{
    rows::{Shape, Value, Values},
    site::Site,
};

/// So many rows are told at the most.
const MOST: usize = 50;

/// The longest part that is told, in characters.
const LONGEST: usize = 100;

/// The keys of these rows of a collection, in an order of their own, so many of them as are told.
pub(super) fn of(site: Site<'_>, place: usize, rows: &[Values]) -> Vec<String> {
    let shape: Shape<'_> = site.shape(site.table_of(place));
    if !shape.is_unique {
        return Vec::new();
    }
    let named: Vec<bool> = shape.columns[..shape.key].iter().map(|column| is_told(site.graph, place, column)).collect();
    let mut keys: Vec<String> = rows.iter().filter_map(|row| key(&shape, &named, row)).collect();
    keys.sort_unstable_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    keys.dedup();
    keys.truncate(MOST);
    keys
}

fn key(shape: &Shape<'_>, told: &[bool], row: &Values) -> Option<String> {
    let columns = shape.columns[..shape.key].iter().zip(told).zip(shape.key_of(row));
    let parts: Vec<String> =
        columns.filter_map(|((column, told), value)| told.then(|| part(&column.name, value)).flatten()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// One part of a key; none if it may name somebody: addresses and Matrix IDs have an @ in them.
fn part(column: &str, value: &Value) -> Option<String> {
    let text = std::str::from_utf8(value.as_deref()?).ok()?;
    if text.contains('@') || text.chars().any(char::is_control) {
        return None;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    Some(format!("{column}={cut}"))
}

/// Whether what stands in a column of a collection is nobody's name, nor a secret, nor the same value as somebody's name elsewhere.
fn is_told(graph: &Graph, place: usize, column: &Column) -> bool {
    let own = &graph.collections[place].collection;
    let Some(field) = field(own, &column.name) else {
        // The manifest says nothing of it: only what can be nobody's name is told.
        return matches!(column.compare, Compare::Integer { .. } | Compare::Uuid);
    };
    let elsewhere = |reference: &Reference| {
        let other = graph.collections.iter().find(|other| other.collection.name == reference.collection);
        other.and_then(|other| self::field(&other.collection, reference.field.first()?)).is_some_and(names_somebody)
    };
    let leads_here = |other: &Collection| {
        let is_it = |it: &Reference| it.collection == own.name && it.field.first() == Some(&field.name);
        other.fields.iter().any(|theirs| names_somebody(theirs) && theirs.references.iter().any(is_it))
    };
    !(names_somebody(field)
        || field.references.iter().any(elsewhere)
        || graph.collections.iter().any(|other| leads_here(&other.collection)))
}

fn field<'c>(collection: &'c Collection, name: &str) -> Option<&'c Field> {
    collection.fields.iter().find(|field| field.name == name)
}

fn names_somebody(field: &Field) -> bool {
    field.identity.is_some() || field.resolves.is_some() || field.may_name_others || field.secret
}
