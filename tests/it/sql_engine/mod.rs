//! The SQL engine on PostgreSQL, MariaDB and SQLite: the same stories on each, and what only one of them can do.

mod bad_days;
mod drift;
mod erasing;
mod journeys;
mod matching;
mod preflight;
mod rectifying;
mod sharing;
mod sweeping;
mod types_mariadb;
mod types_postgres;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use rightsdesk_exporters::{
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        outcome::{Exported, Scope},
        sink::{Body, Collection, FileHead, Record, Sink},
        subject::{Identifier, IdentifierKind, Subject},
    },
    manifest::read::read,
    open::{Settings, open},
};
use stage::databases::{self, Database};

/// A register entry; the stories are not about it.
const SYSTEM: &str = "\
system:
  fides_key: s
  name: S
  privacy_declarations:
    - {name: P, data_categories: [user], data_use: essential, legal_basis_for_processing: Contract, retention_period: a year}
  rightsdesk_meta: {product: P, role: controller, location: [GB]}
";

/// One empty database of each kind.
async fn everywhere() -> Vec<Database> {
    vec![databases::sqlite(), databases::postgres().await, databases::mariadb().await]
}

/// The connector for `collections`, the part of a manifest below `collections:`.
fn connector(url: &str, collections: &str) -> Arc<dyn Connector> {
    connector_with(url, collections, None)
}

fn connector_with(url: &str, collections: &str, statement_time: Option<Duration>) -> Arc<dyn Connector> {
    let text = format!("{SYSTEM}dataset:\n  fides_key: d\n  collections:\n{collections}");
    let manifest = read(&text, "m.yml").unwrap_or_else(|findings| {
        panic!("{}", findings.iter().map(|finding| format!("{finding}\n")).collect::<String>())
    });
    let settings = Settings { url: Some(url.into()), statement_time, ..Settings::default() };
    open(&manifest, &settings).expect("an address that can be read")
}

/// The person with these names, each written `kind=value`; the value may be anything.
fn subject(names: &[&str]) -> Subject {
    let names = names.iter().map(|name| {
        let (kind, value) = name.split_once('=').expect("kind=value");
        Identifier::new(IdentifierKind::parse(kind).expect("a kind"), value).expect("an identifier")
    });
    Subject::new(names).expect("a person")
}

/// Writes down what comes: `collection {json} by labels shared`.
#[derive(Default)]
struct Notes {
    heads: Vec<Collection>,
    records: Vec<String>,
}

#[async_trait]
impl Sink for Notes {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        self.heads.push(head.clone());
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        let name = &self.heads.last().expect("an open collection").name;
        let shared = if record.shared { " shared" } else { "" };
        self.records.push(format!("{name} {} by {}{shared}", record.json.get(), record.reached_by.join(", ")));
        Ok(())
    }

    async fn file(&mut self, _: &FileHead, _: Body<'_>) -> Result<(), ConnectorError> {
        panic!("a database has no files")
    }
}

/// What is exported of the person with these names, sorted within each collection.
async fn export(connector: &Arc<dyn Connector>, names: &[&str]) -> Vec<String> {
    let mut records = try_export(connector, names).await.expect("an export").records;
    records.sort();
    records
}

async fn try_export(connector: &Arc<dyn Connector>, names: &[&str]) -> Result<Notes, ConnectorError> {
    let mut notes = Notes::default();
    let call = Call::unhurried("story");
    let ended = connector.export(&subject(names), Scope::Everything, None, &call, &mut notes).await?;
    assert_eq!(ended, Exported::Ends { gaps: Vec::new() });
    Ok(notes)
}

/// The counts of `locate`, each as `collection records shared`; they must agree with what is exported.
async fn located(connector: &Arc<dyn Connector>, names: &[&str]) -> Vec<String> {
    let located = connector.locate(&subject(names), &Call::unhurried("story")).await.expect("counts");
    let records = export(connector, names).await;
    for count in &located.counts {
        let collection = count.collection.strip_prefix("d.").expect("an address");
        let of_it = records.iter().filter(|record| record.starts_with(&format!("{collection} ")));
        let (all, shared) =
            of_it.fold((0, 0), |(all, shared), record| (all + 1, shared + u64::from(record.ends_with(" shared"))));
        assert_eq!((count.records, count.shared), (all, shared), "{collection}: {records:?}");
    }
    located.counts.iter().map(|count| format!("{} {} {}", count.collection, count.records, count.shared)).collect()
}

/// What `resolve` learns, each as `kind=value from`.
async fn learned(connector: &Arc<dyn Connector>, names: &[&str]) -> Vec<String> {
    let learned = connector.resolve(&subject(names), &Call::unhurried("story")).await.expect("names");
    learned.iter().map(|one| format!("{}={} {}", one.identifier.kind(), one.identifier.value(), one.from)).collect()
}

/// A fault that may pass.
fn is_transient(error: &ConnectorError) -> bool {
    matches!(error, ConnectorError::Transient { .. })
}
