//! A bounded look at columns that nobody has declared. Values are looked at where they arrive, counted, and gone.

use std::collections::BTreeMap;

use crate::{
    contract::{
        call::Call,
        drift::{Likeness, Look},
    },
    sql::{
        catalogue::{Column, Table},
        erasure::scan::{as_text, may_hold_text},
        read_rows::{Rows, Stopped},
        snapshot::Snapshot,
        statement::Statement,
    },
};

use super::looks;

/// So many rows of a table are looked at.
const ROWS: u32 = 500;

/// So many characters of a value are looked at.
const CHARACTERS: u32 = 4000;

/// How many rows were looked at, and in which of the columns values look like names of people.
pub(super) async fn of(
    table: &Table,
    columns: &[&Column],
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<(u64, Vec<Look>), Stopped> {
    let dialect = snapshot.dialect;
    let columns: Vec<_> = columns.iter().filter(|column| may_hold_text(dialect, column)).collect();
    if columns.is_empty() {
        return Ok((0, Vec::new()));
    }
    let mut statement = Statement::new(dialect, &table.name);
    statement.push("SELECT ");
    statement.separated(columns.iter(), ", ", |statement, column| {
        statement.push(&format!("substr({}, 1, {CHARACTERS})", as_text(dialect, column)));
    });
    statement.push(" FROM ");
    if dialect.has_schemas() {
        statement.name(&table.schema).push(".");
    }
    statement.name(&table.name).push(&format!(" AS t LIMIT {ROWS}"));
    let mut sampled = 0;
    let mut found = BTreeMap::<(usize, Likeness), u64>::new();
    let mut rows = Rows::of(snapshot, &statement);
    while let Some(row) = rows.next(call).await? {
        sampled += 1;
        for (at, cell) in row.iter().enumerate() {
            for like in cell.text().map(looks::of).unwrap_or_default() {
                *found.entry((at, like)).or_default() += 1;
            }
        }
    }
    let look = |((at, like), rows): ((usize, Likeness), u64)| Look { column: columns[at].name.clone(), like, rows };
    Ok((sampled, found.into_iter().map(look).collect()))
}
