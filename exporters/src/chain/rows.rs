//! The person's rows of a table, as they are now, with the credentials in them: what calls are made with.

use async_trait::async_trait;
use serde_json::Value;

use crate::{
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        outcome::Scope,
        sink::{Body, Collection, FileHead, Record, Sink},
        subject::Subject,
    },
    manifest::model::{Dataset, Field},
    rest::erase::tables::Tables,
    sql::connector::SqlConnector,
};

/// The same datasets, with credentials as they are: what is read so is only ever sent on.
pub(super) fn unmasked(datasets: &[Dataset]) -> Vec<Dataset> {
    fn unmask(fields: &mut [Field]) {
        for field in fields {
            field.secret = false;
            unmask(&mut field.fields);
        }
    }
    let mut datasets = datasets.to_vec();
    for collection in datasets.iter_mut().flat_map(|dataset| &mut dataset.collections) {
        unmask(&mut collection.fields);
    }
    datasets
}

/// The rows of one person.
pub(super) struct PersonRows<'a> {
    /// Who reads the tables, credentials included.
    pub(super) tables: &'a SqlConnector,
    /// The person.
    pub(super) subject: &'a Subject,
}

#[async_trait]
impl Tables for PersonRows<'_> {
    /// Rows that belong to other people too are not among them: nobody is logged out for what is another's as well.
    async fn rows(&self, table: &str, call: &Call) -> Result<Vec<Value>, ConnectorError> {
        let mut sink = OneTable { table, is_open: false, rows: Vec::new() };
        self.tables.export(self.subject, Scope::Everything, None, call, &mut sink).await?;
        Ok(sink.rows)
    }
}

struct OneTable<'t> {
    table: &'t str,
    is_open: bool,
    rows: Vec<Value>,
}

#[async_trait]
impl Sink for OneTable<'_> {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        self.is_open = head.name == self.table;
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        if self.is_open && !record.shared {
            let row = serde_json::from_str(record.json.get());
            self.rows.push(row.map_err(|_| ConnectorError::permanent(format!("{}: a row is no record", self.table)))?);
        }
        Ok(())
    }

    async fn file(&mut self, _: &FileHead, _: Body<'_>) -> Result<(), ConnectorError> {
        Ok(())
    }
}
