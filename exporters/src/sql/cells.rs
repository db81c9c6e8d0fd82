//! From a row of a driver to cells: what each database says about the type of a value, and what is made of it.

use sqlx::{Column as _, Row as _, TypeInfo, ValueRef, mysql::MySqlRow, postgres::PgRow, sqlite::SqliteRow};

use super::statement::{Cell, Row};

/// Our statements select texts and numbers only.
pub(super) fn postgres_cells(row: &PgRow) -> Result<Row, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Null);
            }
            match row.column(at).type_info().name() {
                "INT4" => Ok(Cell::Integer(row.try_get::<i32, _>(at)?.into())),
                "INT8" => Ok(Cell::Integer(row.try_get(at)?)),
                // Nearly everything is this: its bytes are the text in whatever format they come.
                "TEXT" => Ok(Cell::Text(value.as_str().map_err(sqlx::Error::Decode)?.to_owned())),
                _ => Ok(Cell::Text(row.try_get(at)?)),
            }
        })
        .collect()
}

/// Whether something is text or bytes is not told reliably by its type here; whoever reads it knows.
pub(super) fn mysql_cells(row: &MySqlRow) -> Result<Row, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Null);
            }
            match row.column(at).type_info().name() {
                "INT" | "BIGINT" | "MEDIUMINT" | "SMALLINT" | "TINYINT" | "BOOLEAN" => {
                    Ok(Cell::Integer(row.try_get_unchecked(at)?))
                }
                _ => Ok(text_or_bytes(row.try_get_unchecked(at)?)),
            }
        })
        .collect()
}

/// What is stored tells itself what it is, whatever the column is declared to be.
pub(super) fn sqlite_cells(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Null);
            }
            // What it is borrows from the value, which nobody else may have at the same time.
            let read: fn(&SqliteRow, usize) -> Result<Cell, sqlx::Error> = match value.type_info().name() {
                "INTEGER" => |row, at| Ok(Cell::Integer(row.try_get_unchecked(at)?)),
                "REAL" => |row, at| Ok(Cell::Real(row.try_get_unchecked(at)?)),
                "TEXT" => |row, at| Ok(text_or_bytes(row.try_get_unchecked(at)?)),
                _ => |row, at| Ok(Cell::Bytes(row.try_get_unchecked(at)?)),
            };
            drop(value);
            read(row, at)
        })
        .collect()
}

fn text_or_bytes(bytes: Vec<u8>) -> Cell {
    match String::from_utf8(bytes) {
        Ok(text) => Cell::Text(text),
        Err(error) => Cell::Bytes(error.into_bytes()),
    }
}
