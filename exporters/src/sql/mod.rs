//! The SQL engine: a manifest's `dataset:` section becomes a connector to PostgreSQL, MySQL, MariaDB or SQLite.
//!
//! How a person is found. Fields with an identity and the references between fields form a [`graph`]. The [`walk`] goes
//! over it in rounds, one statement for each collection and round, and keeps nothing of the rows but the key values that
//! lead on, until a round brings nothing new. Only then each collection is read, again by one statement: its condition
//! is the union of all its inputs, so each row comes once, says by which inputs it was reached, and is handed on before
//! the next one is fetched.
//!
//! Whose a row is. A value that leads on is *exclusive* if every row that carries it is the person's alone, *shared* if
//! some of them are reached but not the person's alone, *foreign* if some are not reached at all ([`keys::Grade`]). A row
//! is the person's alone if its owner fields name nobody else and it was reached by an identity or by exclusive values.
//!
//! What must always hold:
//! - All statements of one question see one snapshot, in a transaction that can only read, each with a time limit. Only an
//!   erasure or a correction changes anything, on a connection of its own.
//! - Values are compared byte for byte, whatever the collation of the column says; never by a pattern.
//! - Every value is bound; every name is quoted and was found in the catalogue before.
//! - A column that is missing, or of a type that we cannot represent, is an error that names it; nothing is left out.
//! - A credential is never handed over: in a column of its own its value is replaced by the database, inside JSON by us.
//! - No message holds an address with its password, a value, or the database's own words (which may quote values).
//!
//! How somebody is erased is told in `erasure`, how their data is corrected in `rectify`.
//!
//! Memory: rows are streamed; key values are held, at most [`walk::MOST_KEYS`].

pub mod connector;
pub mod graph;
pub mod keys;
pub mod walk;

mod catalogue;
mod cells;
mod condition;
mod connection;
mod database;
mod dialect;
mod drift;
mod erasure;
mod evidence;
mod fault;
mod idle;
mod lists;
mod names;
mod plan;
mod questions;
mod read_rows;
mod record;
mod rectify;
mod roll;
mod snapshot;
mod speech;
mod statement;
mod wiring;

#[cfg(test)]
mod tests;
