//! The engine on SQLite files. The same stories on servers are in the tests crate.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use secrecy::SecretString;
use sqlx::{Connection, Executor, SqliteConnection};

use crate::{
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        outcome::{Exported, Scope},
        sink::{Body, Collection, FileHead, Record, Sink},
        subject::{Identifier, Subject},
    },
    manifest::{model::Engine, read::read},
};

use super::connector::{STATEMENT_TIME, SqlConnector};

const SYSTEM: &str = "\
system:
  fides_key: ems
  name: Customers
  privacy_declarations:
    - {name: Hosting, data_categories: [user.account], data_use: essential.service, legal_basis_for_processing: Contract, retention_period: a year}
  rightsdesk_meta: {product: EMS, role: controller, location: [GB]}
";

const DATASET: &str = "\
dataset:
  fides_key: ems
  collections:
    - name: account
      fields:
        - {name: id, data_categories: [user.unique_id]}
        - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}, rightsdesk_meta: {portable: true}}
        - {name: mxid, data_categories: [user.unique_id], rightsdesk_meta: {resolves: matrix_id}}
        - {name: password, data_categories: [user.authorization], rightsdesk_meta: {secret: true}}
        - name: contact_id
          data_categories: [system.operations]
          fides_meta: {references: [{field: contact.id, direction: to}]}
    - name: contact
      fields:
        - {name: id, data_categories: [system.operations]}
        - {name: address, data_categories: [user.contact.address]}
    - name: change
      fields:
        - name: contact_id
          data_categories: [system.operations]
          fides_meta: {references: [{field: contact.id, direction: from}]}
        - {name: what, data_categories: [user.content]}
    - name: host
      fields:
        - name: account_id
          data_categories: [user.unique_id]
          fides_meta: {references: [{field: account.id, direction: from}]}
        - {name: name, data_categories: [user.content], fides_meta: {identity: host}}
";

const TABLES: &str = "
CREATE TABLE account (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE UNIQUE, mxid TEXT, password TEXT, contact_id INTEGER);
CREATE TABLE contact (id INTEGER PRIMARY KEY, address TEXT);
CREATE TABLE change (contact_id INTEGER, what TEXT);
CREATE TABLE host (account_id INTEGER, name TEXT);
INSERT INTO account VALUES (1, 'ada@example.org', '@ada:hs', 'hunter2', 10), (2, 'bob@example.org', '@bob:hs', NULL, 10),
  (3, 'Carl@example.org', '@carl:hs', NULL, 11);
INSERT INTO contact VALUES (10, 'Shared street'), (11, 'Own street'), (12, 'Nobody''s street');
INSERT INTO change VALUES (10, 'moved'), (11, 'married');
INSERT INTO host VALUES (1, 'ada1'), (1, 'ada2'), (2, 'bob1'), (3, 'carl1');
";

struct File(PathBuf);

impl File {
    async fn with(script: &'static str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("rightsdesk-sql-{}-{}.db", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let file = Self(std::env::temp_dir().join(name));
        let _ = std::fs::remove_file(&file.0);
        let mut connection =
            SqliteConnection::connect(&format!("sqlite://{}?mode=rwc", file.0.display())).await.unwrap();
        connection.execute(script).await.unwrap();
        connection.close().await.unwrap();
        file
    }

    fn connector(&self, dataset: &str) -> SqlConnector {
        connector(&format!("sqlite://{}", self.0.display()), dataset)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn connector(url: &str, dataset: &str) -> SqlConnector {
    let manifest = read(&format!("{SYSTEM}{dataset}"), "m.yml").unwrap_or_else(|findings| {
        let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
        panic!("{}", findings.join("\n"))
    });
    let Engine::Sql(datasets) = &manifest.engine else { panic!("an SQL system") };
    SqlConnector::new(manifest.system.clone(), datasets, &SecretString::from(url), STATEMENT_TIME).unwrap()
}

fn subject(names: &[&str]) -> Subject {
    Subject::new(names.iter().map(|name| Identifier::parse(name).unwrap())).unwrap()
}

/// Writes down what comes: `collection {json} by [labels] shared`.
#[derive(Default)]
struct Notes {
    collections: Vec<Collection>,
    records: Vec<String>,
}

#[async_trait]
impl Sink for Notes {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        self.collections.push(head.clone());
        Ok(())
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        let shared = if record.shared { " shared" } else { "" };
        let name = &self.collections.last().expect("an open collection").name;
        self.records.push(format!("{name} {} by {}{shared}", record.json.get(), record.reached_by.join(", ")));
        Ok(())
    }

    async fn file(&mut self, _: &FileHead, _: Body<'_>) -> Result<(), ConnectorError> {
        panic!("no files here")
    }
}

async fn export(connector: &SqlConnector, names: &[&str], scope: Scope) -> Notes {
    let mut notes = Notes::default();
    let call = Call::unhurried("t");
    let exported = connector.export(&subject(names), scope, None, &call, &mut notes).await.unwrap();
    assert_eq!(exported, Exported::Ends { gaps: Vec::new() });
    notes
}

#[tokio::test]
async fn all_rows_of_a_person_and_nobody_elses_come_out() {
    let file = File::with(TABLES).await;
    let notes = export(&file.connector(DATASET), &["email=ada@example.org"], Scope::Everything).await;
    assert_eq!(
        notes.records,
        [
            r#"account {"id":1,"email":"ada@example.org","mxid":"@ada:hs","password":"held","contact_id":10} by account.email"#,
            r#"contact {"id":10,"address":"Shared street"} by account.contact_id shared"#,
            r#"change {"contact_id":10,"what":"moved"} by change.contact_id shared"#,
            r#"host {"account_id":1,"name":"ada1"} by host.account_id"#,
            r#"host {"account_id":1,"name":"ada2"} by host.account_id"#,
        ]
    );
}

#[tokio::test]
async fn a_row_reached_twice_comes_once_and_says_so() {
    let file = File::with(TABLES).await;
    let notes = export(&file.connector(DATASET), &["email=ada@example.org", "host=ada1"], Scope::Everything).await;
    let hosts: Vec<&String> = notes.records.iter().filter(|record| record.starts_with("host")).collect();
    assert_eq!(
        hosts,
        [
            r#"host {"account_id":1,"name":"ada1"} by host.name, host.account_id"#,
            r#"host {"account_id":1,"name":"ada2"} by host.account_id"#,
        ]
    );
}

#[tokio::test]
async fn only_what_is_portable_is_even_read_for_portability() {
    let file = File::with(TABLES).await;
    let notes = export(&file.connector(DATASET), &["email=ada@example.org"], Scope::Portable).await;
    assert_eq!(notes.records, [r#"account {"email":"ada@example.org"} by account.email"#]);
    assert_eq!(notes.collections.len(), 1);
    assert_eq!(notes.collections[0].fields.len(), 1);
}

#[tokio::test]
async fn look_alikes_are_strangers() {
    let file = File::with(TABLES).await;
    let connector = file.connector(DATASET);
    for stranger in [
        "ADA@example.org",
        "ada@example.org ",
        "ada@example.org.evil.net",
        "%",
        "ada@example.or_",
        "da@example.org",
        "' OR 1=1 --",
        "carl@example.org",
    ] {
        let notes = export(&connector, &[&format!("email={stranger}")], Scope::Everything).await;
        assert_eq!(notes.records, Vec::<String>::new(), "{stranger:?}");
        assert_eq!(notes.collections.len(), 4, "empty collections are told");
    }
    let call = Call::unhurried("t");
    let nobody = connector.locate(&subject(&["phone_number=1"]), &call).await.unwrap();
    assert_eq!(nobody.counts, []);
}

#[tokio::test]
async fn counts_and_further_names_are_of_the_person_alone() {
    let file = File::with(TABLES).await;
    let connector = file.connector(DATASET);
    let call = Call::unhurried("t");
    let located = connector.locate(&subject(&["email=ada@example.org"]), &call).await.unwrap();
    let counts: Vec<(&str, u64, u64)> =
        located.counts.iter().map(|count| (count.collection.as_str(), count.records, count.shared)).collect();
    assert_eq!(counts, [("ems.account", 1, 0), ("ems.contact", 1, 1), ("ems.change", 1, 1), ("ems.host", 2, 0)]);

    let learned = connector.resolve(&subject(&["email=ada@example.org"]), &call).await.unwrap();
    assert_eq!(learned.len(), 1);
    assert_eq!(learned[0].identifier.value(), "@ada:hs");
    assert_eq!(learned[0].from, "ems.account.mxid");
}

#[tokio::test]
async fn a_missing_file_is_an_error_and_is_not_made() {
    let path = std::env::temp_dir().join(format!("rightsdesk-none-{}.db", std::process::id()));
    let connector = connector(&format!("sqlite://{}?mode=rwc", path.display()), DATASET);
    let error = connector.check(&Call::unhurried("t")).await.expect_err("no file");
    assert!(matches!(error, ConnectorError::Permanent { .. }), "{error}");
    assert!(!path.exists());
}

#[tokio::test]
async fn missing_tables_and_columns_are_named_and_undeclared_ones_remarked() {
    let file = File::with(TABLES).await;
    let wrong = DATASET.replace("name: mxid", "name: matrix").replace("- name: host\n", "- name: server\n");
    let error = file.connector(&wrong).check(&Call::unhurried("t")).await.expect_err("not as declared");
    let said = error.to_string();
    assert!(said.contains("ems.account.matrix: there is no such column"), "{said}");
    assert!(said.contains("ems.server: there is no such table"), "{said}");

    let more = File::with(
        "CREATE TABLE note (x); CREATE TABLE contact (id INTEGER PRIMARY KEY, address TEXT, iban TEXT); \
        CREATE TABLE account (id, email, mxid, password, contact_id); CREATE TABLE change (contact_id, what); \
        CREATE TABLE host (account_id, name);",
    )
    .await;
    let health = more.connector(DATASET).check(&Call::unhurried("t")).await.unwrap();
    assert!(health.remarks.iter().any(|remark| remark.contains("tables note")), "{:?}", health.remarks);
    assert!(health.remarks.iter().any(|remark| remark.contains("iban of ems.contact")), "{:?}", health.remarks);
}

#[tokio::test]
async fn whatever_sqlite_stores_comes_out_as_it_is() {
    let file = File::with(
        "CREATE TABLE account (email TEXT, i INTEGER, n NUMERIC, d DECIMAL(10,2), r REAL, t TEXT, b BLOB, x, when_ DATETIME, f BOOLEAN);
         INSERT INTO account VALUES ('a@b', 9223372036854775807, '12.30', 0.1, 0.30000000000000004, 'a' || char(0) || 'b', x'00ff',
           CAST(x'ff41' AS TEXT), '2020-01-01 00:00:00', 1);
         INSERT INTO account VALUES ('a@b', 'not a number', NULL, 12345678901234567890, 9e999, '', NULL, -9e999, 17, 'maybe');",
    )
    .await;
    let mut dataset = String::from(
        "dataset:\n  fides_key: e\n  collections:\n    - name: account\n      fields:\n        - {name: email, fides_meta: {identity: email}}\n",
    );
    for column in ["i", "n", "d", "r", "t", "b", "x", "when_", "f"] {
        dataset.push_str(&format!("        - {{name: {column}}}\n"));
    }
    let notes = export(&file.connector(&dataset), &["email=a@b"], Scope::Everything).await;
    assert_eq!(
        notes.records,
        [
            r#"account {"email":"a@b","i":9223372036854775807,"n":12.3,"d":0.1,"r":0.30000000000000004,"t":"a\u0000b","b":"base64:AP8=","x":"base64:/0E=","when_":"2020-01-01 00:00:00","f":1} by account.email"#,
            r#"account {"email":"a@b","i":"not a number","n":null,"d":1.2345678901234567e+19,"r":"Infinity","t":"","b":null,"x":"-Infinity","when_":17,"f":"maybe"} by account.email"#,
        ]
    );
    let blob = notes.collections[0].fields.iter().find(|field| field.name == "b").unwrap();
    assert!(blob.description.for_language("en").contains("base64:"), "{blob:?}");
}

#[tokio::test]
async fn identities_inside_json_and_inside_fixed_text_are_found() {
    let file = File::with(
        r#"CREATE TABLE service (service_json TEXT, link TEXT);
         INSERT INTO service VALUES ('{"ClientUserID":"@ada:hs","Token":"s3cr3t"}', NULL), ('{"ClientUserID":"@ada:hs.evil.net"}', NULL),
           ('not json @ada:hs', NULL), (NULL, 'https://matrix.to/#/@ada:hs'), (NULL, 'https://matrix.to/#/@ada:hs2'), ('{}', '@ada:hs');"#,
    )
    .await;
    let dataset = "dataset:
  fides_key: neb
  collections:
    - name: service
      fields:
        - name: service_json
          fides_meta: {data_type: object}
          fields:
            - {name: ClientUserID, fides_meta: {identity: matrix_id}}
            - {name: Token, rightsdesk_meta: {secret: true}}
        - name: link
          fides_meta: {identity: matrix_id}
          rightsdesk_meta: {identity_format: 'https://matrix.to/#/{value}'}
";
    let notes = export(&file.connector(dataset), &["matrix_id=@ada:hs"], Scope::Everything).await;
    assert_eq!(
        notes.records,
        [
            r#"service {"service_json":{"ClientUserID":"@ada:hs","Token":"held"},"link":null} by service.service_json.ClientUserID"#,
            r#"service {"service_json":null,"link":"https://matrix.to/#/@ada:hs"} by service.link"#,
        ]
    );
}

#[tokio::test]
async fn a_cancelled_question_ends_at_once() {
    let file = File::with(TABLES).await;
    let call = Call::unhurried("t");
    call.cancel.cancel();
    let mut notes = Notes::default();
    let asked = file.connector(DATASET);
    let ended = asked.export(&subject(&["email=ada@example.org"]), Scope::Everything, None, &call, &mut notes).await;
    assert!(matches!(ended, Err(ConnectorError::Cancelled)), "{ended:?}");
}

#[test]
fn an_address_is_never_repeated() {
    for url in
        ["postgres://ada:hunter%32@[bad", "mysql://ada:hunter2@host:notaport/x", "hunter2", "http://ada:hunter2@h/"]
    {
        let manifest = read(&format!("{SYSTEM}{DATASET}"), "m.yml").unwrap();
        let Engine::Sql(datasets) = &manifest.engine else { panic!("an SQL system") };
        let refused = SqlConnector::new(manifest.system.clone(), datasets, &SecretString::from(url), STATEMENT_TIME);
        let said = refused.err().expect("no address").to_string();
        assert!(!said.contains("hunter") && !said.contains("ada"), "{said}");
    }
}
