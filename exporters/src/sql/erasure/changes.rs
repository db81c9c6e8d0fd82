//! The statements of an erasure.

use std::collections::BTreeMap;

use crate::{
    contract::{erasure::SharedChoice, pseudonym::Pseudonyms},
    sql::{dialect::Dialect, evidence::Evidence, statement::Statement},
};

use super::{
    doomed::{Detached, Doomed},
    order,
    overwrite::{self, Making, Overwrite, Whose},
    rows::Values,
    site::{Site, push_table},
    sorting::{Sorted, distinct},
};

/// One statement that changes rows.
#[derive(Debug)]
pub(in crate::sql) struct Change {
    /// What it does: `delete ems.host`.
    pub(in crate::sql) what: String,
    pub(in crate::sql) table: usize,
    pub(in crate::sql) kind: Kind,
    pub(in crate::sql) statement: Statement,
    /// The same for no row: fails if we may not, or if a value is none of its column.
    pub(in crate::sql) probe: Statement,
    /// How many rows it changes.
    pub(in crate::sql) rows: u64,
}

/// What a statement does to rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sql) enum Kind {
    Delete,
    Update,
}

/// Why there are no statements.
#[derive(Debug)]
pub(super) enum Impossible {
    /// Some rows of this table cannot be named, because it has no key.
    Nameless(usize),
    /// The tables refer to each other in a circle.
    Circle(Vec<usize>),
}

/// What the statements are made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Material<'m> {
    pub(super) site: Site<'m>,
    pub(super) evidence: &'m Evidence<'m>,
    pub(super) pseudonyms: &'m Pseudonyms,
    /// How many people it is about.
    pub(super) people: usize,
}

/// All statements, in their order: what is overwritten, then what goes, those who refer first.
pub(super) fn all(
    material: Material<'_>,
    sorted: &[Sorted],
    choices: &BTreeMap<usize, SharedChoice>,
    doomed: &Doomed,
) -> Result<Vec<Change>, Impossible> {
    let site = material.site;
    let mut changes = Vec::new();
    for detached in &doomed.detached {
        changes.push(detach(site, detached)?);
    }
    for (place, sorted) in sorted.iter().enumerate() {
        let fields = overwrite::of(site, place);
        let shape = site.shape(site.table_of(place));
        // Shared rows first: what tells them apart may stand in a field that is overwritten on the others.
        let chosen = choices.get(&place).map(|&choice| overwrite::on_shared(&fields, choice)).unwrap_or_default();
        if !chosen.is_empty() {
            for rows in overwrite::parts(&shape, &chosen, &sorted.shared) {
                changes.push(update(material, place, sorted, rows, &chosen, Whose::Shared)?);
            }
        }
        let own = overwrite::on_own(&fields);
        if !own.is_empty() {
            for rows in overwrite::parts(&shape, &own, &sorted.overwritten) {
                changes.push(update(material, place, sorted, rows, &own, Whose::Own)?);
            }
        }
    }
    let tables: Vec<usize> = (0..sorted.len())
        .filter(|&place| !sorted[place].deleted.is_empty())
        .map(|place| site.table_of(place))
        .collect();
    let order = order::of(site, &tables).ok_or(Impossible::Circle(tables))?;
    for table in order {
        if let Some(place) = site.place_of(table) {
            changes.push(delete(material, place, &sorted[place])?);
        }
    }
    Ok(changes)
}

fn delete(material: Material<'_>, place: usize, sorted: &Sorted) -> Result<Change, Impossible> {
    let site = material.site;
    let table = site.table_of(place);
    let begin = || {
        let mut statement = Statement::new(site.dialect(), site.address(table));
        let head = match site.dialect() {
            Dialect::MySql => "DELETE t FROM ",
            Dialect::Postgres { .. } | Dialect::Sqlite => "DELETE FROM ",
        };
        statement.push(head);
        push_table(&mut statement, site.table(table));
        statement.push(" AS t WHERE ");
        statement
    };
    let mut statement = begin();
    let is_all = sorted.staying().next().is_none() && !sorted.are_led_to;
    push_rows(material, &mut statement, place, &sorted.deleted, Whose::Own, is_all)?;
    let rows = sorted.deleted.len() as u64;
    Ok(change("delete", site, table, Kind::Delete, statement, begin(), rows))
}

fn update(
    material: Material<'_>,
    place: usize,
    sorted: &Sorted,
    rows: &[Values],
    fields: &[&Overwrite<'_>],
    whose: Whose,
) -> Result<Change, Impossible> {
    let Material { site, evidence, pseudonyms, .. } = material;
    let table = site.table_of(place);
    let is_all = match whose {
        Whose::Own => {
            sorted.deleted.is_empty()
                && sorted.settled.is_empty()
                && !sorted.are_led_to
                && rows.len() == sorted.overwritten.len()
        }
        Whose::Shared => !sorted.are_led_to && rows.len() == sorted.shared.len(),
    };
    let shape = site.shape(table);
    let columns = fields.iter().map(|field| field.column.name.clone());
    let values = columns.map(|column| (column.clone(), distinct(site, &shape, rows, &column))).collect();
    let making = Making { evidence, place, whose, pseudonyms, values: &values };
    let begin = || {
        let mut statement = begin_update(site, table);
        let mut is_first = true;
        overwrite::new_values(&mut statement, fields, making, |statement, column, value| {
            push_assigned(statement, &column.name, &mut is_first);
            value(statement);
        });
        statement.push(" WHERE ");
        statement
    };
    let mut statement = begin();
    push_rows(material, &mut statement, place, rows, whose, is_all)?;
    let what = match whose {
        Whose::Own => "blank",
        Whose::Shared => "blank shared",
    };
    Ok(change(what, site, table, Kind::Update, statement, begin(), rows.len() as u64))
}

fn detach(site: Site<'_>, detached: &Detached) -> Result<Change, Impossible> {
    let shape = site.shape(detached.table);
    if !shape.can_name(&detached.rows) {
        return Err(Impossible::Nameless(detached.table));
    }
    let begin = || {
        let mut statement = begin_update(site, detached.table);
        let mut is_first = true;
        for column in &detached.columns {
            push_assigned(&mut statement, column, &mut is_first);
            statement.push("NULL");
        }
        statement.push(" WHERE ");
        statement
    };
    let mut statement = begin();
    shape.push_is_one_of(&mut statement, &detached.rows);
    let rows = detached.rows.len() as u64;
    Ok(change("detach", site, detached.table, Kind::Update, statement, begin(), rows))
}

pub(in crate::sql) fn begin_update(site: Site<'_>, table: usize) -> Statement {
    let mut statement = Statement::new(site.dialect(), site.address(table));
    statement.push("UPDATE ");
    push_table(&mut statement, site.table(table));
    statement.push(" AS t SET ");
    statement
}

pub(in crate::sql) fn push_assigned(statement: &mut Statement, column: &str, is_first: &mut bool) {
    if !std::mem::take(is_first) {
        statement.push(", ");
    }
    statement.name(column).push(" = ");
}

pub(in crate::sql) fn change(
    what: &str,
    site: Site<'_>,
    table: usize,
    kind: Kind,
    statement: Statement,
    mut probe: Statement,
    rows: u64,
) -> Change {
    probe.push("1 = 0");
    Change { what: format!("{what} {}", site.address(table)), table, kind, statement, probe, rows }
}

/// Appends which rows: by their key, or, where there is none, by how they were found, if that means all of them.
fn push_rows(
    material: Material<'_>,
    statement: &mut Statement,
    place: usize,
    rows: &[Values],
    whose: Whose,
    is_all: bool,
) -> Result<(), Impossible> {
    let Material { site, evidence, .. } = material;
    let table = site.table_of(place);
    let shape = site.shape(table);
    if shape.can_name(rows) {
        shape.push_is_one_of(statement, rows);
        return Ok(());
    }
    if !is_all {
        return Err(Impossible::Nameless(table));
    }
    statement.push("(");
    evidence.push_reached(statement, place);
    statement.push(") AND ");
    match whose {
        Whose::Own => statement.push("NOT "),
        Whose::Shared => statement,
    };
    if site.plan.places[place].is_plain {
        statement.push("(1 = 0)");
    } else {
        evidence.push_shared(statement, place);
    }
    Ok(())
}
