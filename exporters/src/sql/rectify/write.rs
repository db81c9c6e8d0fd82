//! The statements of corrections.

use crate::sql::{
    erasure::{
        changes::{self, Change, Kind},
        overwrite::{push_null, push_text},
        rows::{Shape, Value, Values},
        site::Site,
    },
    statement::Statement,
};

/// Rows of one table that all get the same new values.
#[derive(Debug)]
pub(super) struct Write {
    pub(super) place: usize,
    pub(super) table: usize,
    pub(super) new: Vec<New>,
    /// In the order of the table's shape.
    pub(super) rows: Vec<Values>,
    pub(super) change: Change,
}

/// What a column becomes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct New {
    /// The column's name, as the database has it.
    pub(super) column: String,
    /// As it is written.
    pub(super) right: Option<String>,
    /// As it is read again.
    pub(super) becomes: Value,
}

/// The statement that writes the same new values to some rows.
pub(super) fn write(
    site: Site<'_>,
    place: usize,
    table: usize,
    shape: &Shape<'_>,
    new: Vec<New>,
    rows: Vec<Values>,
) -> Write {
    let begin = || {
        let mut statement = changes::begin_update(site, table);
        let mut is_first = true;
        for one in &new {
            changes::push_assigned(&mut statement, &one.column, &mut is_first);
            push_new(site, table, &mut statement, one);
        }
        statement.push(" WHERE ");
        statement
    };
    let mut statement = begin();
    shape.push_is_one_of(&mut statement, &rows);
    let change = changes::change("correct", site, table, Kind::Update, statement, begin(), rows.len() as u64);
    Write { place, table, new, rows, change }
}

/// Appends a new value, as one of its column.
pub(super) fn push_new(site: Site<'_>, table: usize, statement: &mut Statement, new: &New) {
    let column = site.column(table, &new.column).expect("it was found before");
    match &new.right {
        None => push_null(statement, column),
        Some(text) => push_text(statement, column, text.clone()),
    }
}
