//! Erasing people: exactly what was previewed, nobody else's rows, all or nothing.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    erasure::{AlongEffect, Erased, Evidence, ObstacleKind, Order, Preview, SharedChoice, Standing, Verified},
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

async fn preview(connector: &Arc<dyn Connector>, names: &[&str]) -> Preview {
    eraser(connector).preview(&subject(names), &order(), &call()).await.expect("a preview")
}

async fn erase(connector: &Arc<dyn Connector>, names: &[&str], plan: &Preview) -> Result<Erased, ConnectorError> {
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

async fn verified(connector: &Arc<dyn Connector>, names: &[&str]) -> Verified {
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
fn obstacles(preview: &Preview) -> Vec<(ObstacleKind, &str)> {
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

const VISITS: &str = "
    CREATE TABLE visit (email VARCHAR(100) NOT NULL, day_ INTEGER NOT NULL, page VARCHAR(100) NOT NULL, note VARCHAR(20) NOT NULL CHECK (note <> ''),
        code VARCHAR(100) UNIQUE, PRIMARY KEY (email, day_));
    INSERT INTO visit VALUES ('ada@x.org', 1, 'prices', 'n', 'a1'), ('ada@x.org', 2, 'legal', 'n', 'a2'),
        ('bob@x.org', 1, 'prices', 'n', 'b1'), ('ada@x.org.evil.net', 1, 'x', 'n', NULL);
";

const VISIT_TABLES: &[(&str, &[&str])] = &[("visit", &["email", "day_", "page", "note", "code"])];

fn visits(email: &str, page: &str, note: &str, code: &str) -> String {
    let rule =
        |rule: &str| if rule.is_empty() { String::new() } else { format!(", rightsdesk_meta: {{erasure: {rule}}}") };
    format!(
        "
    - name: visit
      rightsdesk_meta: {{erasure: blank}}
      fields:
        - {{name: email, fides_meta: {{identity: email}}{}}}
        - {{name: day_}}
        - {{name: page{}}}
        - {{name: note{}}}
        - {{name: code{}}}
",
        rule(email),
        rule(page),
        rule(note),
        rule(code)
    )
}

/// What policy wishes and the table forbids is found before anything is touched, and each has a way out.
#[tokio::test]
async fn wishes_that_collide_with_the_table_are_found_before_anything_is_touched() {
    for database in everywhere().await {
        database.load(VISITS).await;
        let names = ["email=ada@x.org"];
        let before = rows(&database, VISIT_TABLES).await;
        for (wish, at, word) in [
            (visits("null", "", "", ""), "d.visit.email", "primary key"),
            (visits("{text: gone}", "", "", ""), "d.visit.email", "unique"),
            (visits("hash", "null", "", ""), "d.visit.page", "NULL"),
            (visits("hash", "", "empty", ""), "d.visit", "condition"),
            (visits("hash", "", "blank", ""), "d.visit", "condition"),
            (visits("hash", "", "{text: far more than twenty characters}", ""), "d.visit.note", "characters"),
            (visits("hash", "", "", "{text: x}"), "d.visit.code", "unique"),
        ] {
            let connector = connector(&database.url, &wish);
            let plan = preview(&connector, &names).await;
            if word == "characters" && database.url.starts_with("sqlite") {
                // There no text is too long.
                assert_eq!(plan.obstacles, []);
                continue;
            }
            assert_eq!(obstacles(&plan), [(ObstacleKind::Constraint, at)], "{}: {wish}: {plan:?}", database.url);
            let what = &plan.obstacles[0].what;
            assert!(what.contains(word), "{}: {what}", database.url);
            assert!(erase(&connector, &names, &plan).await.is_err());
            assert_eq!(rows(&database, VISIT_TABLES).await, before);
        }

        // A hash fits a key; what may not be NULL becomes empty; what may, becomes NULL.
        let connector = connector(&database.url, &visits("{hash: 'gone-{hash}'}", "blank", "{text: gone}", "blank"));
        let (plan, _) = erased(&connector, &names).await;
        assert_eq!(plan.collections[0].blanked, 2);
        let hash = pseudonyms().of("d.visit.email", b"ada@x.org");
        let mut expected = before["visit"][2..].to_vec();
        expected.extend([format!("gone-{hash}|1||gone|-"), format!("gone-{hash}|2||gone|-")]);
        expected.sort();
        let mut after = rows(&database, VISIT_TABLES).await.remove("visit").expect("a table");
        after.sort();
        let other: Vec<String> = before["visit"].iter().filter(|row| !row.starts_with("ada@x.org|")).cloned().collect();
        assert!(other.iter().all(|row| after.contains(row)), "{after:?}");
        assert_eq!(after.len(), 4);
        for day in [1, 2] {
            assert!(after.contains(&format!("gone-{hash}|{day}||gone|-")), "{}: {after:?}", database.url);
        }
        assert!(verified(&connector, &names).await.is_clean());
        assert!(preview(&connector, &names).await.is_empty());
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

/// Rows that the database would delete by itself are counted, and must be allowed; what stays and refers is in the way.
#[tokio::test]
async fn what_would_go_along_is_named_and_has_to_be_allowed() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(100));
                 CREATE TABLE room (id INTEGER PRIMARY KEY, owner_id INTEGER, FOREIGN KEY (owner_id) REFERENCES person (id) ON DELETE CASCADE);
                 CREATE TABLE word (id INTEGER PRIMARY KEY, room_id INTEGER, author VARCHAR(100), FOREIGN KEY (room_id) REFERENCES room (id) ON DELETE CASCADE);
                 CREATE TABLE likes (id INTEGER PRIMARY KEY, person_id INTEGER, FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE SET NULL);
                 CREATE TABLE bill (id INTEGER PRIMARY KEY, person_id INTEGER, FOREIGN KEY (person_id) REFERENCES person (id));
                 INSERT INTO person VALUES (1, 'ada@x'), (2, 'bob@x');
                 INSERT INTO room VALUES (10, 1), (11, 2);
                 INSERT INTO word VALUES (20, 10, 'bob'), (21, 10, 'cyd'), (22, 11, 'ada');
                 INSERT INTO likes VALUES (30, 1), (31, 2);
                 INSERT INTO bill VALUES (40, 1), (41, 2);",
            )
            .await;
        let tables: &[(&str, &[&str])] = &[
            ("person", &["id", "email"]),
            ("room", &["id", "owner_id"]),
            ("word", &["id", "room_id"]),
            ("likes", &["id", "person_id"]),
            ("bill", &["id", "person_id"]),
        ];
        let manifest = |cascades: &str, bill: &str| {
            format!(
                "
    - name: person
      rightsdesk_meta: {{erasure: {{rows: delete, cascades: {cascades}}}}}
      fields:
        - {{name: id}}
        - {{name: email, fides_meta: {{identity: email}}}}
    - name: bill
      rightsdesk_meta: {{erasure: keep}}
      fields:
        - {{name: id, rightsdesk_meta: {{retention: {{ground: TAX}}}}}}
        - {{name: person_id, fides_meta: {{references: [{{field: person.id, direction: from}}]}}{bill}}}
"
            )
        };
        let names = ["email=ada@x"];
        let before = rows(&database, tables).await;
        let plan = preview(&connector(&database.url, &manifest("[]", "")), &names).await;
        assert_eq!(
            obstacles(&plan).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(),
            [ObstacleKind::Reference; 3],
            "rooms, their words, and the bill: {plan:?}"
        );
        let connector = connector(&database.url, &manifest("[room, word]", ", rightsdesk_meta: {erasure: detach}"));
        let (plan, evidence) = erased(&connector, &names).await;
        let mut along: Vec<(&str, u64, AlongEffect)> =
            plan.along.iter().map(|along| (along.table.as_str(), along.rows, along.effect)).collect();
        along.sort_by_key(|(table, ..)| *table);
        let (deleted, detached) = (AlongEffect::Deleted, AlongEffect::Detached);
        let expected = [("d.bill", 1, detached), ("likes", 1, detached), ("room", 1, deleted), ("word", 2, deleted)];
        assert_eq!(along, expected, "{}", database.url);
        assert_eq!(evidence.effects[1].kept[0].ground, "TAX");
        let after = rows(&database, tables).await;
        assert_eq!(after["person"], ["2|bob@x"]);
        assert_eq!(after["room"], ["11|2"]);
        assert_eq!(after["word"], ["22|11"]);
        assert_eq!(after["likes"], ["30|-", "31|2"]);
        assert_eq!(after["bill"], ["40|-", "41|2"]);
        assert_eq!(before["bill"], ["40|1", "41|2"]);
    }
}

/// Nobody has seen what a trigger does, so it is in the way until somebody has.
#[tokio::test]
async fn a_trigger_is_in_the_way_until_somebody_has_looked_at_it() {
    for database in everywhere().await {
        database.load("CREATE TABLE t (id INTEGER PRIMARY KEY, email VARCHAR(100)); CREATE TABLE copy (email VARCHAR(100)); INSERT INTO t VALUES (1, 'ada@x'), (2, 'bob@x')").await;
        let trigger = match database.url.split(':').next() {
            Some("postgres") => {
                "CREATE FUNCTION keep_copy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO copy VALUES (OLD.email); RETURN OLD; END';
                 CREATE TRIGGER keeper BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION keep_copy()"
            }
            Some("sqlite") => "CREATE TRIGGER keeper BEFORE DELETE ON t BEGIN INSERT INTO copy VALUES (OLD.email); END",
            _ => "CREATE TRIGGER keeper BEFORE DELETE ON t FOR EACH ROW INSERT INTO copy VALUES (OLD.email)",
        };
        database.load(trigger).await;
        let manifest = |triggers: &str| {
            format!(
                "
    - name: t
      rightsdesk_meta: {{erasure: {{rows: delete, triggers: {triggers}}}}}
      fields:
        - {{name: id}}
        - {{name: email, fides_meta: {{identity: email}}}}
"
            )
        };
        let names = ["email=ada@x"];
        let plan = preview(&connector(&database.url, &manifest("[]")), &names).await;
        assert_eq!(obstacles(&plan), [(ObstacleKind::Trigger, "d.t")], "{}", database.url);
        let connector = connector(&database.url, &manifest("[keeper]"));
        erased(&connector, &names).await;
        let residues = verified(&connector, &names).await.residues;
        assert_eq!((residues.len(), residues[0].table.as_str()), (1, "copy"), "what it kept is found");
    }
}

/// A condition of the manifest that matches too many is noticed by how much of the table it would take.
#[tokio::test]
async fn a_large_share_of_a_table_needs_a_second_look() {
    for database in everywhere().await {
        let values: Vec<String> =
            (0..200).map(|n| format!("({n}, '{}')", if n < 21 { "ada@x" } else { "bob@x" })).collect();
        database
            .load(&format!(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, email VARCHAR(100)); INSERT INTO t VALUES {}",
                values.join(", ")
            ))
            .await;
        let connector = connector(
            &database.url,
            "
    - name: t
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
",
        );
        let names = ["email=ada@x"];
        let plan = preview(&connector, &names).await;
        assert_eq!(obstacles(&plan), [(ObstacleKind::LargeShare, "d.t")], "{}", database.url);
        let accepted = Order { accepts_large_share: true, ..order() };
        let plan = eraser(&connector).preview(&subject(&names), &accepted, &call()).await.expect("a preview");
        assert_eq!(plan.obstacles, []);
        let done = erase(&connector, &names, &plan).await.expect("an erasure");
        assert!(matches!(done, Erased::Done(_)), "{done:?}");
    }
}

/// Whoever may only read learns from the preview that it is not enough, and for what.
#[tokio::test]
async fn missing_permissions_are_told_before_anybody_tries() {
    for database in [databases::postgres().await, databases::mariadb().await] {
        database.load(ADDRESSES).await;
        let role = format!("onlooker_{}", std::process::id());
        let (_, place) = database.url.rsplit_once('@').expect("an address with a user");
        let (scheme, grants) = if database.url.starts_with("postgres") {
            let tables = "account, address, login";
            ("postgres", format!("CREATE ROLE {role} LOGIN PASSWORD 'hunter2'; GRANT SELECT ON {tables} TO {role}"))
        } else {
            ("mysql", format!("CREATE USER '{role}'@'%' IDENTIFIED BY 'hunter2'; GRANT SELECT ON *.* TO '{role}'@'%'"))
        };
        database.load(&grants).await;
        let connector = connector(&format!("{scheme}://{role}:hunter2@{place}"), &addresses("detach"));
        let names = ["email=ada@x.org"];
        let plan = preview(&connector, &names).await;
        // MariaDB shows foreign keys only to those who may do more, so the order may differ.
        let mut found = obstacles(&plan);
        found.sort_unstable();
        let expected = ["d.account", "d.address", "d.login"].map(|at| (ObstacleKind::Permission, at));
        assert_eq!(found, expected, "{}: {plan:?}", database.url);
        assert!(erase(&connector, &names, &plan).await.is_err());
        let drop_role = match scheme {
            "postgres" => format!("DROP OWNED BY {role}; DROP ROLE {role}"),
            _ => format!("DROP USER '{role}'@'%'"),
        };
        database.load(&drop_role).await;
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
