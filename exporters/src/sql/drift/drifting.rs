//! What is declared and gone, and what is there and not declared.

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use crate::{
    contract::{
        call::Call,
        drift::{Drift, Drifting, Strange},
        error::ConnectorError,
    },
    sql::{
        catalogue::{Catalogue, Column, Table},
        connector::SqlConnector,
        dialect::Dialect,
        erasure::rules::{self, TableName},
        graph::Place,
        read_rows::Stopped,
        snapshot::Snapshot,
    },
};

use super::sample;

#[async_trait]
impl Drifting for SqlConnector {
    async fn drift(&self, call: &Call) -> Result<Drift, ConnectorError> {
        let mut snapshot = self.begin(call).await?;
        let answer = self.drift_now(&mut snapshot, call).await;
        self.settle(snapshot, answer).await
    }
}

impl SqlConnector {
    async fn drift_now(&self, snapshot: &mut Snapshot, call: &Call) -> Result<Drift, Stopped> {
        let catalogue = self.catalogue(snapshot, call).await?;
        let tables = rules::tables(snapshot, call).await?;
        let dialect = snapshot.dialect;
        let mut drift = Drift::default();
        for place in &self.graph.collections {
            drift.gone.extend(gone(place, dialect, &catalogue));
        }
        for table in &catalogue.tables {
            let name: TableName = (table.schema.clone(), table.name.clone());
            let place = self.graph.collections.iter().find(|place| is_of(place, dialect, &catalogue, table));
            // A view that nobody has declared shows what stands in tables.
            if place.is_none() && !tables.contains(&name) {
                continue;
            }
            let is_declared = |column: &&Column| {
                place.is_some_and(|place| {
                    place.collection.fields.iter().any(|field| dialect.is_same_name(&field.name, &column.name))
                })
            };
            let is_left_out = |column: &&Column| {
                let is_same = |one: &str, other: &str| dialect.is_same_name(one, other);
                self.left_out.iter().any(|left_out| left_out.covers(&table.name, &column.name, is_same))
            };
            let columns = table.columns.iter().filter(|column| !is_declared(column) && !is_left_out(column));
            let columns: Vec<&Column> = columns.collect();
            if columns.is_empty() {
                continue;
            }
            let (sampled, looks) = sample::of(table, &columns, snapshot, call).await?;
            drift.strange.push(Strange {
                table: place.map_or_else(|| own_name(table), Place::address),
                is_whole: place.is_none(),
                columns: columns.iter().map(|column| column.name.clone()).collect(),
                sampled,
                looks,
                shape: shape(&columns),
            });
        }
        Ok(drift)
    }
}

/// What a collection declares and the database does not have.
fn gone(place: &Place, dialect: Dialect, catalogue: &Catalogue) -> Vec<String> {
    let Some(table) = catalogue.table(dialect, place.schema.as_deref(), &place.collection.name) else {
        return vec![place.address()];
    };
    let fields = place.collection.fields.iter().filter(|field| table.column(dialect, &field.name).is_none());
    fields.map(|field| format!("{}.{}", place.address(), field.name)).collect()
}

/// Whether a collection is this table.
fn is_of(place: &Place, dialect: Dialect, catalogue: &Catalogue, table: &Table) -> bool {
    let its = catalogue.table(dialect, place.schema.as_deref(), &place.collection.name);
    its.is_some_and(|its| its.schema == table.schema && its.name == table.name)
}

fn own_name(table: &Table) -> String {
    if table.schema.is_empty() { table.name.clone() } else { format!("{}.{}", table.schema, table.name) }
}

/// The columns and their types, as a fingerprint.
fn shape(columns: &[&Column]) -> String {
    let mut said: Vec<_> = columns.iter().map(|column| [column.name.as_str(), column.declared.as_str()]).collect();
    said.sort_unstable();
    let text = serde_json::to_string(&said).expect("names are JSON");
    Sha256::digest(text).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
