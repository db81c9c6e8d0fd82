//! Rows by the values that tell them apart, so that what is changed is what was previewed.

use std::collections::BTreeSet;

use crate::{
    contract::call::Call,
    manifest::model::Matching,
    sql::{
        catalogue::{Column, Operand, Table},
        condition::push_match,
        dialect::Dialect,
        keys::Tuple,
        read_rows::{Rows, Stopped},
        snapshot::Snapshot,
        speech,
        statement::{Cell, Statement},
    },
};

use super::rules::TableRules;

/// A value as its canonical bytes; `None` is NULL.
pub(in crate::sql) type Value = Option<Vec<u8>>;

/// The values of one row, in the order of a [`Shape`].
pub(in crate::sql) type Values = Vec<Value>;

/// Which columns of a table are read.
#[derive(Clone, Debug)]
pub(in crate::sql) struct Shape<'a> {
    pub(in crate::sql) columns: Vec<&'a Column>,
    /// So many of them, from the first, tell rows apart.
    pub(in crate::sql) key: usize,
    /// Whether no two rows can have the same key, unless part of it is NULL.
    pub(in crate::sql) is_unique: bool,
}

impl<'a> Shape<'a> {
    /// The primary key, else the shortest key there is, else all columns; and then what else is wanted.
    pub(in crate::sql) fn of(dialect: Dialect, table: &'a Table, rules: Option<&TableRules>, also: &[String]) -> Self {
        let known = |names: &[String]| -> Option<Vec<&'a Column>> {
            let columns: Option<Vec<_>> = names.iter().map(|name| table.column(dialect, name)).collect();
            columns.filter(|columns| !columns.is_empty() && columns.iter().all(|column| column.is_readable))
        };
        let primary = rules.and_then(|rules| known(&rules.primary));
        let key = primary.or_else(|| table.keys.iter().filter_map(|key| known(key)).min_by_key(Vec::len));
        let is_unique = key.is_some();
        let mut columns: Vec<&Column> =
            key.unwrap_or_else(|| table.columns.iter().filter(|column| column.is_readable).collect());
        let key = columns.len();
        for column in also.iter().filter_map(|name| table.column(dialect, name)) {
            if !columns.iter().any(|other| other.name == column.name) {
                columns.push(column);
            }
        }
        Self { columns, key, is_unique }
    }

    /// Where a column stands in the values.
    pub(in crate::sql) fn position(&self, dialect: Dialect, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| dialect.is_same_name(&column.name, name))
    }

    /// The values of a row in these columns; `None` if one of them is NULL or was not read.
    pub(in crate::sql) fn tuple(&self, dialect: Dialect, row: &Values, names: &[String]) -> Option<Tuple> {
        names.iter().map(|name| row.get(self.position(dialect, name)?)?.clone()).collect()
    }

    /// What tells a row apart.
    pub(in crate::sql) fn key_of<'r>(&self, row: &'r Values) -> &'r [Value] {
        &row[..self.key]
    }

    /// Whether these rows can be named one by one.
    pub(in crate::sql) fn can_name(&self, rows: &[Values]) -> bool {
        self.is_unique && rows.iter().all(|row| self.key_of(row).iter().all(Option::is_some))
    }

    /// Appends what tells rows apart.
    pub(in crate::sql) fn push_key(&self, statement: &mut Statement) {
        statement.separated(&self.columns[..self.key], ", ", |statement, column| {
            speech::push_key(statement, Operand { column, steps: &[] });
        });
    }

    /// Appends the columns as they are read.
    pub(in crate::sql) fn push_columns(&self, statement: &mut Statement) {
        statement.separated(&self.columns, ", ", |statement, column| {
            speech::push_key(statement, Operand { column, steps: &[] });
        });
    }

    /// Appends whether a row is one of these, by its key; never if there are none.
    pub(in crate::sql) fn push_is_one_of(&self, statement: &mut Statement, rows: &[Values]) {
        let operands: Vec<Operand<'_>> =
            self.columns[..self.key].iter().map(|column| Operand { column, steps: &[] }).collect();
        let keys: BTreeSet<Tuple> =
            rows.iter().filter_map(|row| self.key_of(row).iter().cloned().collect::<Option<Tuple>>()).collect();
        push_match(statement, &operands, keys.iter(), Matching::Exact);
    }
}

/// Reads the rows of a statement: first the columns of a shape, then flags.
pub(in crate::sql) async fn read(
    snapshot: &mut Snapshot,
    statement: &Statement,
    width: usize,
    call: &Call,
) -> Result<Vec<(Values, Vec<bool>)>, Stopped> {
    let mut read = Vec::new();
    let mut rows = Rows::of(snapshot, statement);
    while let Some(row) = rows.next(call).await? {
        let mut cells = row.into_iter();
        let values = cells.by_ref().take(width).map(value).collect();
        read.push((values, cells.map(|cell| cell.integer() == Some(1)).collect()));
    }
    Ok(read)
}

/// A single number.
pub(in crate::sql) async fn number(
    snapshot: &mut Snapshot,
    statement: &Statement,
    call: &Call,
) -> Result<u64, Stopped> {
    let mut rows = Rows::of(snapshot, statement);
    let row = rows.next(call).await?;
    let number = row.as_ref().and_then(|row| row.first()).and_then(Cell::integer);
    Ok(number.and_then(|number| u64::try_from(number).ok()).unwrap_or_default())
}

/// A cell as its canonical bytes.
pub(in crate::sql) fn value(cell: Cell) -> Value {
    match cell {
        Cell::Null => None,
        Cell::Text(text) => Some(text.into_bytes()),
        Cell::Bytes(bytes) => Some(bytes),
        Cell::Integer(number) => Some(number.to_string().into_bytes()),
        Cell::Real(number) => Some(number.to_string().into_bytes()),
    }
}
