//! What differs between the databases: one file for each, and this one, which knows which is asked.

mod mysql;
mod postgres;
mod sqlite;

use crate::manifest::model::Matching;

use super::{
    catalogue::{Column, Render},
    condition::Operand,
    keys::Tuple,
    statement::{Cell, Statement},
};

/// A database and what must be known of it to write SQL for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// PostgreSQL.
    Postgres {
        /// Whether it knows `IS JSON`: since version 16.
        knows_is_json: bool,
    },
    /// MySQL or MariaDB.
    MySql {
        /// Which of the two.
        is_mariadb: bool,
    },
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// A name in quotes.
    pub(super) fn quoted(self, name: &str) -> String {
        match self {
            Self::Postgres { .. } | Self::Sqlite => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::MySql { .. } => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// Whether a table is in a schema.
    pub(super) fn has_schemas(self) -> bool {
        match self {
            Self::Postgres { .. } | Self::MySql { .. } => true,
            Self::Sqlite => false,
        }
    }

    /// Whether two names mean the same table or column.
    pub(super) fn is_same_name(self, one: &str, other: &str) -> bool {
        match self {
            Self::Postgres { .. } => one == other,
            Self::MySql { .. } | Self::Sqlite => one.eq_ignore_ascii_case(other),
        }
    }

    /// Asks for the version, where it matters.
    pub(super) fn version(self) -> Option<&'static str> {
        match self {
            Self::Postgres { .. } => Some("SELECT current_setting('server_version_num')"),
            Self::MySql { .. } => Some("SELECT VERSION()"),
            Self::Sqlite => Some("PRAGMA encoding"),
        }
    }

    /// The dialect of this version; `None` if it is one that we cannot read.
    pub(super) fn of_version(self, version: &str) -> Option<Self> {
        match self {
            Self::Postgres { .. } => {
                Some(Self::Postgres { knows_is_json: version.parse::<u32>().is_ok_and(|number| number >= 160_000) })
            }
            Self::MySql { .. } => Some(Self::MySql { is_mariadb: version.to_ascii_lowercase().contains("mariadb") }),
            Self::Sqlite => (version == "UTF-8").then_some(Self::Sqlite),
        }
    }

    /// Asks for the columns of a schema: schema, table, column, and what [`column`](Self::column) reads.
    pub(super) fn columns_of(self, schema: Option<&str>) -> Statement {
        let mut statement = Statement::new(self, "the catalogue");
        match self {
            Self::Postgres { .. } => postgres::columns_of(&mut statement, schema),
            Self::MySql { .. } => mysql::columns_of(&mut statement, schema),
            Self::Sqlite => sqlite::columns_of(&mut statement),
        }
        statement
    }

    /// Asks for the unique keys of a schema: schema, table, key, column.
    pub(super) fn keys_of(self, schema: Option<&str>) -> Statement {
        let mut statement = Statement::new(self, "the catalogue");
        match self {
            Self::Postgres { .. } => postgres::keys_of(&mut statement, schema),
            Self::MySql { .. } => mysql::keys_of(&mut statement, schema),
            Self::Sqlite => sqlite::keys_of(&mut statement),
        }
        statement
    }

    /// A column by what the catalogue says of its type.
    pub(super) fn column(self, name: &str, details: &[Cell]) -> Column {
        match self {
            Self::Postgres { .. } => postgres::column(name, details),
            Self::MySql { .. } => mysql::column(name, details),
            Self::Sqlite => sqlite::column(name, details),
        }
    }

    /// Appends the canonical bytes of a value: what is held of it as a key.
    pub(super) fn push_key(self, statement: &mut Statement, operand: Operand<'_>) {
        match self {
            Self::Postgres { .. } => postgres::push_key(statement, operand),
            Self::MySql { .. } => mysql::push_key(statement, operand),
            Self::Sqlite => sqlite::push_key(statement, operand),
        }
    }

    /// Appends whether the operands are, together, one of the values. There is at least one value, and all fit.
    pub(super) fn push_match(
        self,
        statement: &mut Statement,
        operands: &[Operand<'_>],
        values: &[&Tuple],
        matching: Matching,
    ) {
        match self {
            Self::Postgres { .. } => postgres::push_match(statement, operands, values, matching),
            Self::MySql { .. } => mysql::push_match(statement, operands, values, matching),
            Self::Sqlite => sqlite::push_match(statement, operands, values, matching),
        }
    }

    /// Appends what makes a record of these columns; how many cells that is.
    pub(super) fn push_record(self, statement: &mut Statement, columns: &[Wanted<'_>]) -> usize {
        match self {
            Self::Postgres { .. } => {
                postgres::push_record(statement, columns);
                1
            }
            Self::MySql { .. } => {
                mysql::push_record(statement, columns);
                columns.len()
            }
            Self::Sqlite => {
                sqlite::push_record(statement, columns);
                columns.len()
            }
        }
    }
}

/// A column that is to be handed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Its name in the record: as the manifest writes it.
    pub(super) name: &'a str,
    pub(super) column: &'a Column,
    pub(super) render: Render,
    /// Whether only that it is held is to be said.
    pub(super) is_secret: bool,
}

/// What stands for the value of a credential.
pub(super) const HELD: &str = "held";

/// What stands before bytes in Base64.
pub(super) const BASE64: &str = "base64:";

/// The texts of single values.
pub(super) fn texts(values: &[&Tuple], at: usize) -> Vec<String> {
    values.iter().filter_map(|value| String::from_utf8(value.get(at)?.clone()).ok()).collect()
}

/// Bytes as capitals in hexadecimal, as every database's `hex()` says them.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02X}");
        text
    })
}
