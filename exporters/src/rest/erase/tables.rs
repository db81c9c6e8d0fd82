//! The tables that stand beside an API: another engine reads them, and calls are made for the person's rows in them.

use async_trait::async_trait;
use serde_json::Value;

use crate::contract::{call::Call, error::ConnectorError};

/// A table that another engine of the same manifest reads, and whose rows erasing steps may be done for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// Where the person's rows of a table are had, as they are now.
#[async_trait]
pub trait Tables: Send + Sync {
    /// The person's rows of a table, each an object by column. They may hold credentials, and are only ever sent on.
    async fn rows(&self, table: &str, call: &Call) -> Result<Vec<Value>, ConnectorError>;
}

/// No tables stand beside it.
#[derive(Clone, Copy, Debug)]
pub struct NoTables;

#[async_trait]
impl Tables for NoTables {
    async fn rows(&self, table: &str, _: &Call) -> Result<Vec<Value>, ConnectorError> {
        Err(ConnectorError::permanent(format!("nobody reads the table {table} here")))
    }
}
