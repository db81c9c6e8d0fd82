//! The contract's promises, kept by the engines that ask no API. The REST engine's are in `error_tracker`.

use std::{collections::BTreeMap, sync::Arc};

use rightsdesk_exporters::{
    conformance::{
        case::{Case, LargeCase},
        run,
    },
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        subject::{Identifier, Subject},
    },
    manifest::read::read,
    open::{Settings, open},
};
use stage::databases::{self, Database};

const MANIFEST: &str = include_str!("../../exporters/systems/ems/manifest.yml");
const PEOPLE: &str = include_str!("../../exporters/systems/ems/people.sql");

fn connector(manifest: &str, url: &str) -> Arc<dyn Connector> {
    let manifest = read(manifest, "manifest.yml").unwrap_or_else(|findings| panic!("{findings:?}"));
    open(&manifest, &Settings { url: Some(url.into()), ..Settings::default() }).unwrap()
}

fn person(identifiers: &[&str]) -> Subject {
    Subject::new(identifiers.iter().map(|text| Identifier::parse(text).unwrap())).unwrap()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// The customer database with its people in it. What is planted there is said in `people.sql`.
async fn customers(database: Database, schema: &str) {
    database.load(schema).await;
    database.load(PEOPLE).await;
    let planted = [
        ("account", 1),
        ("account_authentication", 3),
        ("host", 2),
        ("host_usage", 3),
        ("usage_event", 2),
        ("billing_contact", 2),
        ("billing_contact_change", 3),
        ("invoice", 2),
        ("invoice_line", 3),
        ("ip_log", 3),
    ];
    let case = Case {
        connector: connector(MANIFEST, &database.url),
        person: person(&["email=ada@example.org"]),
        records: BTreeMap::from(planted.map(|(name, records)| (name.to_owned(), records))),
        files: 0,
        theirs: texts(&[
            "planted-ada-engines.ems.example",
            "planted-ada-notes.ems.example",
            "planted-ada-twitter-1815",
            "planted-shared-changed-by-ada",
        ]),
        others: texts(&[
            "planted-grace-",
            "planted-bob-",
            "planted-elodie-",
            "planted-adam-",
            "planted-evil",
            "planted-secret-",
            "1906001",
        ]),
        nobody: vec![
            person(&["email=nobody@example.org"]),
            person(&["email=%@example.org"]),
            person(&["email=' OR '1'='1"]),
            person(&["email=ada@example.or", "matrix_id=@ada:example.or"]),
            person(&["matrix_id=@ad_:example.org"]),
            person(&["matrix_id=@ADA:example.org"]),
        ],
        of_strange_kind: person(&["sentry_user_id=42"]),
        unreachable: Some(connector(MANIFEST, "postgres://nobody:a-secret@127.0.0.1:1/nowhere")),
        refused: None,
        unspeakable: texts(&["ada@example.org", "a-secret"]),
    };
    assert_eq!(run::all(&case).await, Vec::<String>::new());
}

#[tokio::test]
async fn sql_keeps_every_promise_on_sqlite() {
    customers(databases::sqlite(), include_str!("../../exporters/systems/ems/schema.sqlite.sql")).await;
}

#[tokio::test]
async fn sql_keeps_every_promise_on_postgresql() {
    customers(databases::postgres().await, include_str!("../../exporters/systems/ems/schema.sql")).await;
}

#[tokio::test]
async fn a_database_that_refuses_us_is_no_bad_day() {
    let database = databases::postgres().await;
    let (_, place) = database.url.rsplit_once('@').unwrap();
    let stranger = connector(MANIFEST, &format!("postgres://stranger:a-secret@{place}"));
    let error = stranger.check(&Call::unhurried("check")).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Permanent { .. }), "{error}");
    assert!(!error.to_string().contains("a-secret"), "{error}");
}

/// A register entry; the stories are not about it.
const SYSTEM: &str = "\
system:
  fides_key: s
  name: S
  privacy_declarations:
    - {name: P, data_categories: [user], data_use: essential, legal_basis_for_processing: Contract, retention_period: a year}
  rightsdesk_meta: {product: P, role: controller, location: [GB]}
";

/// Nextest gives each test a process of its own, so the size of the process is this test's.
#[tokio::test]
async fn two_hundred_thousand_rows_of_a_table_take_little_memory() {
    let database = databases::sqlite();
    database
        .load(
            "CREATE TABLE note (id integer PRIMARY KEY, email text NOT NULL, words text NOT NULL);
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
             INSERT INTO note SELECT i, 'ada@example.org', printf('%.300c', 'x') FROM n",
        )
        .await;
    let manifest = format!(
        "{SYSTEM}dataset:\n  fides_key: d\n  collections:\n  - name: note\n    fields:\n    \
         - {{name: id, data_categories: [user], fides_meta: {{primary_key: true}}}}\n    \
         - {{name: email, data_categories: [user.contact.email], fides_meta: {{identity: email}}}}\n    \
         - {{name: words, data_categories: [user.content]}}\n"
    );
    let case = LargeCase {
        connector: connector(&manifest, &database.url),
        person: person(&["email=ada@example.org"]),
        records: 200_000,
        bytes: 60_000_000,
        may_grow: 24 * 1024 * 1024,
    };
    assert_eq!(run::constant_memory(&case).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_manual_system_keeps_the_promises_that_are_left() {
    let manifest = format!("{SYSTEM}manual: {{instructions: Look into the folder., days: 5}}\n");
    let manifest = read(&manifest, "manifest.yml").unwrap_or_else(|findings| panic!("{findings:?}"));
    let case = Case {
        connector: open(&manifest, &Settings::default()).unwrap(),
        person: person(&["email=ada@example.org"]),
        records: BTreeMap::new(),
        files: 0,
        theirs: Vec::new(),
        others: Vec::new(),
        nobody: Vec::new(),
        of_strange_kind: person(&["phone_number=1"]),
        unreachable: None,
        refused: None,
        unspeakable: texts(&["ada@example.org"]),
    };
    assert_eq!(run::all(&case).await, Vec::<String>::new());
}
