//! Erasing people: exactly what was previewed, nobody else's rows, all or nothing.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    erasure::{Erased, Evidence, ObstacleKind, Order, Preview, SharedChoice, Standing, Verified},
    error::ConnectorError,
    pseudonym::Pseudonyms,
};
use sea_orm::{ConnectionTrait, Statement};
use stage::databases::{self, Database};

use super::{connector, everywhere, subject};

pub(super) fn call() -> Call {
    Call::unhurried("story")
}

fn as_of() -> DateTime<Utc> {
    "2026-05-05T00:00:00Z".parse().expect("a moment")
}

pub(super) fn order() -> Order {
    Order::by_the_manifest(as_of())
}

pub(super) fn eraser(connector: &Arc<dyn Connector>) -> &dyn Eraser {
    connector.eraser().expect("a manifest with rules for erasing")
}

pub(super) fn pseudonyms() -> Pseudonyms {
    Pseudonyms::keyed(b"a key for tests".to_vec())
}

pub(super) async fn preview(connector: &Arc<dyn Connector>, names: &[&str]) -> Preview {
    eraser(connector).preview(&subject(names), &order(), &call()).await.expect("a preview")
}

pub(super) async fn erase(
    connector: &Arc<dyn Connector>,
    names: &[&str],
    plan: &Preview,
) -> Result<Erased, ConnectorError> {
    eraser(connector).erase(&subject(names), plan, &pseudonyms(), &call()).await
}

/// Previews and erases; nothing may be in the way.
pub(super) async fn erased(connector: &Arc<dyn Connector>, names: &[&str]) -> (Preview, Evidence) {
    let plan = preview(connector, names).await;
    assert_eq!(plan.obstacles, []);
    match erase(connector, names, &plan).await.expect("an erasure") {
        Erased::Done(evidence) => (plan, evidence),
        Erased::Changed(now) => panic!("nothing had changed, but {now:?}"),
    }
}

pub(super) async fn verified(connector: &Arc<dyn Connector>, names: &[&str]) -> Verified {
    eraser(connector).verify(&subject(names), &order(), &call()).await.expect("a read-back")
}

/// All rows of some tables, as texts.
pub(super) async fn rows(database: &Database, tables: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    let connection = database.connect().await;
    let backend = connection.get_database_backend();
    let mut all = BTreeMap::new();
    for (table, columns) in tables {
        let texts: Vec<String> =
            columns.iter().map(|column| format!("COALESCE(CAST({column} AS CHAR(200)), '-')")).collect();
        let query = format!(
            "SELECT {} FROM {table} ORDER BY 1, 2",
            texts.iter().enumerate().map(|(at, text)| format!("{text} AS c{at}")).collect::<Vec<_>>().join(", ")
        );
        let found = connection.query_all_raw(Statement::from_string(backend, query)).await.expect("rows");
        let line = |row: &sea_orm::QueryResult| {
            let cells = (0..columns.len()).map(|at| row.try_get::<String>("", &format!("c{at}")).expect("a text"));
            cells.map(|cell| cell.trim_end().to_owned()).collect::<Vec<_>>().join("|")
        };
        all.insert((*table).to_owned(), found.iter().map(line).collect());
    }
    all
}

/// The kinds of what is in the way, and where.
pub(super) fn obstacles(preview: &Preview) -> Vec<(ObstacleKind, &str)> {
    preview.obstacles.iter().map(|obstacle| (obstacle.kind, obstacle.at.as_str())).collect()
}

pub(super) const ADDRESSES: &str = "
    CREATE TABLE address (id INTEGER PRIMARY KEY, street VARCHAR(100), updated_by VARCHAR(100));
    CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL UNIQUE, name VARCHAR(100),
        address_id INTEGER REFERENCES address (id));
    CREATE TABLE login (account_id INTEGER NOT NULL REFERENCES account (id), at_ INTEGER NOT NULL, PRIMARY KEY (account_id, at_));
    INSERT INTO address VALUES (10, 'Shared street', 'ada@x.org'), (11, 'Cyd street', 'cyd@x.org'), (12, 'Dan street', 'ada@x.org.evil.net');
    INSERT INTO account VALUES (1, 'ada@x.org', 'Ada', 10), (2, 'bob@x.org', 'Bob', 10), (3, 'cyd@x.org', 'Cyd', 11),
        (4, 'ada@x.org.evil.net', 'Dan', 12), (5, 'grandada@x.org', 'Eve', NULL);
    INSERT INTO login VALUES (1, 100), (1, 101), (2, 100), (4, 100);
";

pub(super) const ADDRESS_TABLES: &[(&str, &[&str])] = &[
    ("address", &["id", "street", "updated_by"]),
    ("account", &["id", "email", "name", "address_id"]),
    ("login", &["account_id", "at_"]),
];

pub(super) fn addresses(shared: &str) -> String {
    format!(
        "
    - name: account
      rightsdesk_meta: {{erasure: delete}}
      fields:
        - {{name: id}}
        - {{name: email, fides_meta: {{identity: email}}}}
        - {{name: name}}
        - {{name: address_id, fides_meta: {{references: [{{field: address.id, direction: to}}]}}}}
    - name: address
      rightsdesk_meta: {{erasure: {{rows: delete, shared: {shared}}}}}
      fields:
        - {{name: id}}
        - {{name: street, rightsdesk_meta: {{erasure: blank}}}}
        - {{name: updated_by, fides_meta: {{identity: email}}, rightsdesk_meta: {{erasure: null}}}}
    - name: login
      rightsdesk_meta: {{erasure: delete}}
      fields:
        - {{name: account_id, fides_meta: {{references: [{{field: account.id, direction: from}}]}}}}
        - {{name: at_}}
"
    )
}

/// The row belongs to both. It is named, and stays, with no more of it overwritten than was decided.
#[tokio::test]
async fn an_address_of_two_accounts_is_never_erased_with_one_of_them() {
    for database in everywhere().await {
        database.load(ADDRESSES).await;
        let names = ["email=ada@x.org"];
        let before = rows(&database, ADDRESS_TABLES).await;

        let asking = connector(&database.url, &addresses("ask"));
        let plan = preview(&asking, &names).await;
        assert_eq!(obstacles(&plan), [(ObstacleKind::Undecided, "d.address")], "{}", database.url);
        let shared = plan.collections[1].shared.as_ref().expect("a shared row");
        assert_eq!((shared.rows, shared.choice), (1, None));
        assert!(matches!(erase(&asking, &names, &plan).await, Err(ConnectorError::Permanent { .. })));
        assert_eq!(rows(&database, ADDRESS_TABLES).await, before, "refused, so untouched");

        // A person decides, and only then is it done.
        let decided = Order { shared: [("d.address".to_owned(), SharedChoice::Detach)].into(), ..order() };
        let plan = eraser(&asking).preview(&subject(&names), &decided, &call()).await.expect("a preview");
        assert_eq!(plan.obstacles, []);
        let done = erase(&asking, &names, &plan).await.expect("an erasure");
        assert!(matches!(done, Erased::Done(_)), "{done:?}");

        let mut expected = before.clone();
        expected.get_mut("account").expect("a table").remove(0);
        expected.get_mut("login").expect("a table").retain(|row| !row.starts_with("1|"));
        expected.get_mut("address").expect("a table")[0] = "10|Shared street|-".to_owned();
        assert_eq!(rows(&database, ADDRESS_TABLES).await, expected, "{}", database.url);
        let verified = eraser(&asking).verify(&subject(&names), &decided, &call()).await.expect("a read-back");
        assert!(verified.is_clean() && verified.residues.is_empty(), "{verified:?}");
    }
}

/// Kept as it is: the name that still stands on it is told, and is no surprise.
#[tokio::test]
async fn what_stays_by_a_rule_is_told_after_the_erasure() {
    for database in everywhere().await {
        database.load(ADDRESSES).await;
        let connector = connector(&database.url, &addresses("keep"));
        let names = ["email=ada@x.org"];
        let (plan, evidence) = erased(&connector, &names).await;
        assert_eq!(evidence.plan, plan.hash);
        let effects: Vec<(&str, u64, u64, u64)> =
            evidence.effects.iter().map(|it| (it.collection.as_str(), it.before, it.deleted, it.after)).collect();
        assert_eq!(effects, [("d.account", 5, 1, 4), ("d.address", 3, 0, 3), ("d.login", 4, 2, 2)]);
        let said: Vec<(&str, u64)> = evidence.statements.iter().map(|it| (it.what.as_str(), it.rows)).collect();
        assert_eq!(said, [("delete d.login", 2), ("delete d.account", 1)], "who refers goes first");

        let verified = verified(&connector, &names).await;
        let residues: Vec<(&str, &str, u64, Standing)> =
            verified.residues.iter().map(|it| (it.table.as_str(), it.column.as_str(), it.rows, it.standing)).collect();
        assert_eq!(residues, [("d.address", "updated_by", 1, Standing::Kept)], "{}", database.url);
        assert!(verified.is_clean());
        // The second time there is nothing to do.
        assert!(preview(&connector, &names).await.is_empty());
    }
}

/// A plan is for the rows that were seen. One more, and somebody has to look again.
#[tokio::test]
async fn a_row_that_appeared_in_between_needs_a_new_look() {
    for database in everywhere().await {
        database.load(ADDRESSES).await;
        let connector = connector(&database.url, &addresses("keep"));
        let names = ["email=ada@x.org"];
        let plan = preview(&connector, &names).await;
        assert_eq!(preview(&connector, &names).await.hash, plan.hash, "the same plan has the same hash");
        database.load("INSERT INTO login VALUES (2, 102)").await;
        assert_eq!(preview(&connector, &names).await.hash, plan.hash, "other people's rows are no part of it");
        database.load("INSERT INTO login VALUES (1, 102)").await;
        let before = rows(&database, ADDRESS_TABLES).await;
        let Erased::Changed(now) = erase(&connector, &names, &plan).await.expect("an answer") else {
            panic!("{}: a row that nobody saw was deleted", database.url)
        };
        assert_eq!((now.collections[2].deleted, plan.collections[2].deleted), (3, 2));
        assert_eq!(rows(&database, ADDRESS_TABLES).await, before);
        let done = erase(&connector, &names, &now).await.expect("an erasure");
        assert!(matches!(done, Erased::Done(_)), "{done:?}");
    }
}

#[tokio::test]
async fn nobody_in_particular_is_refused() {
    for database in everywhere().await {
        database.load(ADDRESSES).await;
        let connector = connector(&database.url, &addresses("keep"));
        let before = rows(&database, ADDRESS_TABLES).await;
        let plan = preview(&connector, &["email=ada@x.org"]).await;
        for nobody in [["phone_number=1"], ["matrix_id=@ada:x.org"]] {
            assert!(eraser(&connector).preview(&subject(&nobody), &order(), &call()).await.is_err());
            assert!(erase(&connector, &nobody, &plan).await.is_err());
            assert!(eraser(&connector).verify(&subject(&nobody), &order(), &call()).await.is_err());
        }
        // Somebody who is not there, or has somebody else's plan, erases nothing.
        let done = erase(&connector, &["email=nobody@x.org"], &plan).await.expect("an answer");
        assert!(matches!(done, Erased::Changed(_)), "{done:?}");
        assert_eq!(rows(&database, ADDRESS_TABLES).await, before);
    }
}

/// A name in a column that the manifest takes for operational, and one in a table that it does not speak of.
#[tokio::test]
async fn names_that_nothing_leads_to_are_found_afterwards() {
    for database in everywhere().await {
        database.load(ADDRESSES).await;
        database
            .load(
                "CREATE TABLE queue (id INTEGER PRIMARY KEY, payload VARCHAR(200), state VARCHAR(100));
                 CREATE TABLE forgotten (id INTEGER PRIMARY KEY, who VARCHAR(200));
                 INSERT INTO queue VALUES (1, 'x', 'waits for ADA@X.org.'), (2, '{\"to\": \"ada@x.org\"}', NULL), (3, 'ada@x.org.evil.net', 'bob@x.org');
                 INSERT INTO forgotten VALUES (1, 'mailto:ada%40x.org'), (2, 'grandada@x.org')",
            )
            .await;
        let manifest = format!(
            "{}
    - name: queue
      rightsdesk_meta: {{erasure: delete}}
      fields:
        - {{name: id}}
        - {{name: payload, fides_meta: {{identity: email}}}}
        - {{name: state, data_categories: [system.operations]}}
",
            addresses("detach")
        );
        let connector = connector(&database.url, &manifest);
        let names = ["email=ada@x.org"];
        erased(&connector, &names).await;
        let verified = verified(&connector, &names).await;
        let residues: Vec<(&str, &str, u64, Standing)> =
            verified.residues.iter().map(|it| (it.table.as_str(), it.column.as_str(), it.rows, it.standing)).collect();
        let mut expected = vec![
            ("forgotten", "who", 1, Standing::Elsewhere),
            ("d.queue", "payload", 1, Standing::Elsewhere),
            ("d.queue", "state", 1, Standing::Elsewhere),
        ];
        let mut residues = residues;
        residues.sort_unstable();
        expected.sort_unstable();
        assert_eq!(residues, expected, "{}", database.url);
        assert!(!verified.is_clean());
    }
}

/// What only the end of the transaction finds out undoes everything that was done before it.
#[tokio::test]
async fn a_fault_at_the_very_end_undoes_everything() {
    let database = databases::postgres().await;
    database
        .load(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT);
             CREATE TABLE note (id INTEGER PRIMARY KEY, email TEXT);
             CREATE TABLE guard (id INTEGER);
             CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
             CREATE CONSTRAINT TRIGGER late AFTER DELETE ON note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
             INSERT INTO person VALUES (1, 'ada@x'); INSERT INTO note VALUES (1, 'ada@x')",
        )
        .await;
    let connector = connector(
        &database.url,
        "
    - name: person
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
    - name: note
      rightsdesk_meta: {erasure: {rows: delete, triggers: [late]}}
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
",
    );
    let tables: &[(&str, &[&str])] = &[("person", &["id", "email"]), ("note", &["id", "email"])];
    let before = rows(&database, tables).await;
    let plan = preview(&connector, &["email=ada@x"]).await;
    assert_eq!(plan.obstacles, []);
    let error = erase(&connector, &["email=ada@x"], &plan).await.expect_err("refused at the end");
    assert!(error.to_string().contains("the end of the transaction") && !error.to_string().contains("ada"), "{error}");
    assert_eq!(rows(&database, tables).await, before);
}

/// Somebody else's row leads to one that only carries the person's name: it is theirs too, whether or not the database
/// watches over that reference.
#[tokio::test]
async fn a_row_to_which_somebody_elses_leads_is_not_the_persons_alone() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(100), name VARCHAR(100), address_id INTEGER);
                 CREATE TABLE address (id INTEGER PRIMARY KEY, street VARCHAR(100), updated_by VARCHAR(100));
                 INSERT INTO account VALUES (2, 'bob@x.org', 'Bob', 10), (3, NULL, NULL, 11);
                 INSERT INTO address VALUES (10, 'Bob street', 'ada@x.org'), (11, 'No name street', 'ada@x.org'), (12, 'Ada street', 'ada@x.org')",
            )
            .await;
        let manifest = addresses("keep");
        let manifest = &manifest[..manifest.find("    - name: login").expect("the last collection")];
        let connector = connector(&database.url, manifest);
        let names = ["email=ada@x.org"];
        let (plan, _) = erased(&connector, &names).await;
        assert_eq!((plan.collections[1].deleted, plan.collections[1].found), (1, 3), "{}", database.url);
        let left = rows(&database, &[("address", &["id", "street"])]).await;
        assert_eq!(left["address"], ["10|Bob street", "11|No name street"], "{}", database.url);
    }
}
