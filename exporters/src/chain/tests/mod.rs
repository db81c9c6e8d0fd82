//! The shipped bridges and bots with an API beside their tables: small ones that lie as the real ones do.
//!
//! The tables are the shipped ones with the small company in them, in a file that goes with the test.

mod bots;
mod sweeping;

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, Column, ConnectOptions, Connection, Executor, Row, SqliteConnection, sqlite::SqliteConnectOptions,
};

use crate::{
    contract::{
        call::Call,
        connector::Connector,
        erasure::{Erased, Order, Preview},
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    manifest::{model::Manifest, read::read},
    open::{Settings, open},
    rest::tests::stub::{Asked, Stub, json, status},
};

fn folder(key: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("systems").join(key)
}

fn manifest(key: &str) -> Manifest {
    let text = fs::read_to_string(folder(key).join("manifest.yml")).unwrap();
    read(&text, key).unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// The tables of one shipped system.
struct Tables {
    key: &'static str,
    file: PathBuf,
}

impl Tables {
    async fn of(key: &'static str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("rightsdesk-chain-{}-{}.db", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let tables = Self { key, file: std::env::temp_dir().join(name) };
        drop(fs::remove_file(&tables.file));
        let is_portable = !folder(key).join("schema.sqlite.sql").exists();
        for script in [if is_portable { "schema.sql" } else { "schema.sqlite.sql" }, "people.sql"] {
            tables.run(&fs::read_to_string(folder(key).join(script)).unwrap()).await;
        }
        tables
    }

    async fn connection(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(&self.file).create_if_missing(true).foreign_keys(true);
        options.connect().await.unwrap()
    }

    async fn run(&self, sql: &str) {
        let mut connection = self.connection().await;
        connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap();
        connection.close().await.unwrap();
    }

    /// All rows of a table that hold one of these texts, or none of them.
    async fn rows(&self, table: &str) -> Vec<String> {
        let mut connection = self.connection().await;
        let rows =
            connection.fetch_all(sqlx::raw_sql(AssertSqlSafe(format!("SELECT * FROM \"{table}\"")))).await.unwrap();
        connection.close().await.unwrap();
        let cell = |row: &sqlx::sqlite::SqliteRow, at: usize| {
            let text = row.try_get_unchecked::<Option<String>, _>(at).unwrap_or_default().unwrap_or_default();
            format!("{}={text}", row.column(at).name())
        };
        rows.iter().map(|row| (0..row.len()).map(|at| cell(row, at)).collect::<Vec<_>>().join("|")).collect()
    }

    async fn adas(&self, table: &str) -> usize {
        self.rows(table)
            .await
            .iter()
            .filter(|row| row.contains("=@ada:example.org|") || row.ends_with("=@ada:example.org"))
            .count()
    }

    fn connector(&self, settings: &[(&str, &str)]) -> Arc<dyn Connector> {
        let mut all = Settings { url: Some(format!("sqlite://{}", self.file.display()).into()), ..Settings::default() };
        for (name, value) in settings {
            all.secrets.insert((*name).to_owned(), (*value).into());
        }
        open(&manifest(self.key), &all).unwrap()
    }
}

impl Drop for Tables {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.file));
    }
}

fn ada() -> Subject {
    Subject::new([Identifier::parse("matrix_id=@ada:example.org").unwrap()]).unwrap()
}

fn order() -> Order {
    let order = Order::by_the_manifest("2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap());
    // The small company is so small that one person is a large share of it.
    Order { accepts_large_share: true, ..order }
}

fn call() -> Call {
    Call::unhurried("a test")
}

async fn preview(connector: &dyn Connector) -> Preview {
    connector.eraser().unwrap().preview(&ada(), &order(), &call()).await.unwrap()
}

async fn erase(connector: &dyn Connector, plan: &Preview) -> Result<Erased, ConnectorError> {
    let pseudonyms = Pseudonyms::keyed(b"key".to_vec());
    connector.eraser().unwrap().erase(&ada(), plan, &pseudonyms, &call()).await
}

fn ended(preview: &Preview) -> u64 {
    preview.collections.iter().map(|outlook| outlook.ended).sum()
}

fn lines(stub: &Stub) -> Vec<String> {
    stub.asked().into_iter().map(|asked| asked.line).collect()
}

const SLACK: &[(&str, &str)] = &[("provisioning_secret", "the-secret")];
const SIGN_OUT: &str = "POST /_matrix/provision/logout";

fn with<'a>(url: &'a str, secrets: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    std::iter::once(("api_url", url)).chain(secrets.iter().copied()).collect()
}

fn slack_id(asked: &Asked) -> String {
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!(body["user_id"], "@ada:example.org", "nobody else is signed out");
    body["slack_id"].as_str().unwrap().to_owned()
}

const SIGNED_OUT: &str = r#"{"logoutResult": {"deleted": true}}"#;
const NOT_SIGNED_OUT: &str =
    r#"{"logoutResult": {"deleted": false, "msg": "You are the only user connected to Slack."}}"#;

#[tokio::test]
async fn each_account_is_signed_out_and_then_its_rows_go() {
    let tables = Tables::of("slack_bridge").await;
    let stub = Stub::start(|_| json(SIGNED_OUT)).await;
    let slack = tables.connector(&with(&stub.url, SLACK));
    let others: Vec<_> =
        tables.rows("linked_accounts").await.into_iter().filter(|row| !row.contains("@ada:example.org|")).collect();
    let plan = preview(&*slack).await;
    assert_eq!((ended(&plan), plan.obstacles.len(), plan.parts.len()), (2, 0, 2), "{:?}", plan.obstacles);
    assert_eq!(lines(&stub), Vec::<String>::new(), "nobody is looked up: that would make a row for them");
    let Erased::Done(evidence) = erase(&*slack, &plan).await.unwrap() else { panic!("it changed") };
    let asked = stub.asked();
    assert!(
        asked.iter().all(|asked| asked.line == SIGN_OUT && asked.header("authorization") == Some("Bearer the-secret"))
    );
    assert_eq!(asked.iter().map(slack_id).collect::<Vec<_>>(), ["U0ADA1815", "U0ADA1843"]);
    assert_eq!((evidence.calls.len(), evidence.plan == plan.hash), (2, true));
    assert!(evidence.statements.len() > 3 && !format!("{evidence:?}").contains("@ada"), "{evidence:?}");
    assert_eq!(tables.adas("linked_accounts").await, 0);
    let left = tables.rows("linked_accounts").await;
    assert!(others.iter().all(|row| left.contains(row)) && left.len() == others.len(), "look-alikes stay as they were");
    let verified = slack.eraser().unwrap().verify(&ada(), &order(), &call()).await.unwrap();
    assert!(verified.is_clean(), "{verified:?}");
    // Now there is nobody left to sign out, and so nobody is.
    assert!(preview(&*slack).await.is_empty());
    assert_eq!(lines(&stub), Vec::<String>::new());
}

#[tokio::test]
async fn who_was_not_signed_out_keeps_their_rows() {
    for answer in [NOT_SIGNED_OUT, r#"{"logoutResult": {}}"#, "{}"] {
        let tables = Tables::of("slack_bridge").await;
        let stub = Stub::start(move |_| json(answer)).await;
        let slack = tables.connector(&with(&stub.url, SLACK));
        let before = tables.rows("users").await;
        let error = erase(&*slack, &preview(&*slack).await).await.unwrap_err();
        assert!(matches!(error, ConnectorError::Permanent { .. }), "{answer}: {error}");
        assert_eq!((tables.adas("linked_accounts").await, tables.rows("users").await), (2, before), "{answer}");
        assert_eq!(stub.asked().len(), 1);
    }
}

#[tokio::test]
async fn an_erasure_that_stopped_between_two_accounts_goes_on_with_the_other() {
    let tables = Tables::of("slack_bridge").await;
    let is_well = Arc::new(Mutex::new(false));
    let well = is_well.clone();
    let stub = Stub::start(move |asked| match slack_id(asked).as_str() {
        "U0ADA1843" if !*well.lock().unwrap() => status(500, ("x", "y")),
        _ => json(SIGNED_OUT),
    })
    .await;
    let slack = tables.connector(&with(&stub.url, SLACK));
    let plan = preview(&*slack).await;
    let error = erase(&*slack, &plan).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Transient { .. }), "{error}");
    assert_eq!(tables.adas("puppets").await, 2, "not one row is gone by our hand");
    // The bridge itself has deleted the row of the account that it signed out.
    tables.run("DELETE FROM linked_accounts WHERE slack_id = 'U0ADA1815'").await;
    *is_well.lock().unwrap() = true;
    stub.asked();
    let Erased::Done(_) = erase(&*slack, &plan).await.unwrap() else { panic!("it is a part of what was approved") };
    assert_eq!(stub.asked().iter().map(slack_id).collect::<Vec<_>>(), ["U0ADA1843"], "once each");
    assert_eq!(tables.adas("linked_accounts").await + tables.adas("puppets").await, 0);
}

#[tokio::test]
async fn one_hash_stands_for_both_and_what_came_in_between_stops_both() {
    let tables = Tables::of("slack_bridge").await;
    let stub = Stub::start(|_| json(SIGNED_OUT)).await;
    let slack = tables.connector(&with(&stub.url, SLACK));
    let plan = preview(&*slack).await;
    tables.run("INSERT INTO provisioner_sessions VALUES ('@ada:example.org', 'another', 1)").await;
    let Erased::Changed(again) = erase(&*slack, &plan).await.unwrap() else {
        panic!("a row of the tables was not noticed")
    };
    assert_ne!(again.hash, plan.hash);
    tables.run("INSERT INTO linked_accounts VALUES ('@ada:example.org', 'U0NEW', 'T0NEW', 'x')").await;
    let Erased::Changed(again) = erase(&*slack, &again).await.unwrap() else { panic!("an account was not noticed") };
    assert_eq!(ended(&again), 3);
    assert_eq!(lines(&stub), Vec::<String>::new());
    assert_eq!(tables.adas("linked_accounts").await, 3);
}

#[tokio::test]
async fn without_an_api_the_rows_go_and_the_preview_says_what_is_not_done() {
    let tables = Tables::of("slack_bridge").await;
    let slack = tables.connector(&[]);
    let plan = preview(&*slack).await;
    let [remark] = plan.remarks.as_slice() else { panic!("{:?}", plan.remarks) };
    assert_eq!(remark.at, "slack_bridge.sign_out");
    assert!(remark.what.contains("not logged out by us") && remark.advice.contains("api_url"), "{remark:?}");
    assert!(slack.check(&call()).await.unwrap().remarks.iter().any(|it| it.contains("sign_out")));
    assert!(matches!(erase(&*slack, &plan).await.unwrap(), Erased::Done(_)));
    assert_eq!(tables.adas("linked_accounts").await, 0);
    assert_eq!(preview(&*slack).await.remarks, [], "of somebody who is not there, there is nothing to say");
    // A secret without an address is a slip, and not the wish to do without.
    let lonely = Settings { url: Some("sqlite://x".into()), ..Settings::default() };
    let lonely = Settings { secrets: [("provisioning_secret".to_owned(), "s".into())].into(), ..lonely };
    let error = open(&manifest("slack_bridge"), &lonely).map(drop).unwrap_err();
    assert!(error.to_string().contains("api_url is missing"), "{error}");
}
