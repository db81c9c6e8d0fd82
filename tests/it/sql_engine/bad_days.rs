//! Databases that are down, slow, changed, or do not let us in.

use std::time::Duration;

use rightsdesk_exporters::contract::{call::Call, error::ConnectorError};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use stage::databases;

use super::{connector, connector_with, everywhere, export, is_transient, subject, try_export};

const PERSON: &str = "
    - name: person
      fields:
        - {name: email, fides_meta: {identity: email}}
        - {name: note}
";

const TABLE: &str =
    "CREATE TABLE person (email VARCHAR(100), note VARCHAR(100)); INSERT INTO person VALUES ('ada@x', 'secret note');";

async fn fault(url: &str, statement_time: Option<Duration>) -> ConnectorError {
    try_export(&connector_with(url, PERSON, statement_time), &["email=ada@x"]).await.err().expect("a fault")
}

/// What went wrong is named; who was asked about, and with which password, is not.
fn assert_discreet(error: &ConnectorError, url: &str) {
    let said = format!("{error} {error:?}");
    assert!(
        !said.contains("ada@x") && !said.contains("hunter2") && !said.contains("hunter%32") && !said.contains(url),
        "{said}"
    );
}

/// A table that goes away is named, and found again when it is back, without a restart.
#[tokio::test]
async fn a_table_that_is_dropped_is_named_until_it_is_back() {
    for database in everywhere().await {
        database.load(TABLE).await;
        let connector = connector(&database.url, PERSON);
        assert_eq!(export(&connector, &["email=ada@x"]).await.len(), 1);
        database.load("DROP TABLE person").await;
        for _ in 0..2 {
            let error = try_export(&connector, &["email=ada@x"]).await.err().expect("no table");
            assert!(
                matches!(error, ConnectorError::Permanent { .. }) && error.to_string().contains("d.person"),
                "{error}"
            );
            assert_discreet(&error, &database.url);
        }
        database.load("CREATE TABLE person (email VARCHAR(100))").await;
        let error = connector.check(&Call::unhurried("story")).await.expect_err("no column");
        assert!(error.to_string().contains("d.person.note"), "{error}");
        database.load("ALTER TABLE person ADD COLUMN note VARCHAR(100)").await;
        assert_eq!(connector.check(&Call::unhurried("story")).await.expect("well").remarks, Vec::<String>::new());
        assert_eq!(export(&connector, &["email=ada@x"]).await, Vec::<String>::new());
    }
}

/// A wrong password stays wrong; a server that is not there may come back.
#[tokio::test]
async fn refusals_stay_and_outages_pass() {
    for database in [databases::postgres().await, databases::mariadb().await] {
        let (scheme, rest) = database.url.split_once("://").expect("an address");
        let place = rest.split_once('@').map_or(rest, |(_, place)| place);
        let scheme_of = if scheme == "mysql" { "mysql" } else { "postgres" };
        let create = if scheme_of == "mysql" {
            "CREATE USER 'eve'@'%' IDENTIFIED BY 'right'"
        } else {
            "DO $$ BEGIN CREATE ROLE eve LOGIN PASSWORD 'right'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        };
        if scheme_of == "mysql" {
            database.load("DROP USER IF EXISTS 'eve'@'%'").await;
        }
        database.load(create).await;
        let url = format!("{scheme_of}://nobody_here:hunter%32@{place}");
        let error = fault(&url, None).await;
        assert!(matches!(error, ConnectorError::Permanent { .. }), "{error}");
        assert_discreet(&error, &url);
    }
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    for scheme in ["postgres", "mysql"] {
        let url = format!("{scheme}://ada:hunter%32@127.0.0.1:{port}/x");
        let error = fault(&url, Some(Duration::from_millis(500))).await;
        assert!(is_transient(&error), "{error}");
        assert_discreet(&error, &url);
    }
}

/// A server that takes the call and says nothing is given up after a while.
#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let silent = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    for scheme in ["postgres", "mysql"] {
        let url = format!("{scheme}://ada:hunter%32@127.0.0.1:{port}/x");
        let error = fault(&url, Some(Duration::from_millis(500))).await;
        assert!(is_transient(&error), "{error}");
        assert_discreet(&error, &url);
    }
    silent.abort();
}

/// A question that takes too long is stopped on the server, and may be asked again.
#[tokio::test]
async fn a_slow_question_is_stopped() {
    let postgres = databases::postgres().await;
    postgres.load("CREATE VIEW person AS SELECT 'ada@x'::text AS email, pg_sleep(30)::text AS note").await;
    let mariadb = databases::mariadb().await;
    mariadb.load("CREATE TABLE one (a INT); INSERT INTO one VALUES (1); CREATE VIEW person AS SELECT CONCAT('ada@x', LEFT(SLEEP(30), 0)) AS email, 1 AS note FROM one").await;
    for (url, kind) in [(&postgres.url, "postgres"), (&mariadb.url, "mariadb")] {
        let time = Some(Duration::from_millis(700));
        let counted =
            connector_with(url, PERSON, time).locate(&subject(&["email=ada@x"]), &Call::unhurried("story")).await;
        let error = counted.expect_err("too slow");
        assert!(is_transient(&error) && error.to_string().contains("longer than allowed"), "{kind}: {error}");
        // Rows may take as long as it takes to hand them on, but not as long as this between two of them.
        let error = fault(url, time).await;
        assert!(is_transient(&error) && error.to_string().contains("does not answer"), "{kind}: {error}");
    }
}

/// Somebody who is told to stop in the middle of a long question stops.
#[tokio::test]
async fn a_long_question_can_be_called_off() {
    let database = databases::postgres().await;
    database.load("CREATE VIEW person AS SELECT 'ada@x'::text AS email, pg_sleep(30)::text AS note").await;
    let connector = connector(&database.url, PERSON);
    let call = Call::unhurried("story");
    let cancel = call.cancel.clone();
    let asked = subject(&["email=ada@x"]);
    let watch = database.connect().await;
    let is_asked = async || {
        let sql = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%COUNT%' AND pid <> pg_backend_pid()";
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        watch.query_one_raw(statement).await.expect("the activity").is_some()
    };
    let (ended, ()) = tokio::join!(connector.locate(&asked, &call), async {
        while !is_asked().await {
            tokio::task::yield_now().await;
        }
        cancel.cancel();
    });
    assert!(matches!(ended, Err(ConnectorError::Cancelled)), "{ended:?}");
    // The server does not go on with it for nobody; without our asking it would for half a minute.
    let stopped = tokio::time::timeout(Duration::from_secs(10), async { while is_asked().await {} });
    stopped.await.expect("the question is stopped on the server too");
}

/// What we may not read is an error that names it: neither a table, nor a column, nor rows that a policy hides.
#[tokio::test]
async fn what_may_not_be_read_is_not_passed_over() {
    let database = databases::postgres().await;
    database.load(TABLE).await;
    let role = format!("reader_{}", std::process::id());
    database
        .load(&format!("CREATE ROLE {role} LOGIN PASSWORD 'hunter2'; GRANT SELECT (email) ON person TO {role};"))
        .await;
    let (_, place) = database.url.rsplit_once('@').expect("an address with a user");
    let url = format!("postgres://{role}:hunter%32@{place}");
    let column = fault(&url, None).await;
    assert!(column.to_string().contains("d.person.note: we may not read"), "{column}");
    assert_discreet(&column, &url);

    database.load(&format!("GRANT SELECT ON person TO {role}; ALTER TABLE person ENABLE ROW LEVEL SECURITY;")).await;
    let checked = connector(&url, PERSON).check(&Call::unhurried("story")).await.expect_err("rows are hidden");
    assert!(checked.to_string().contains("d.person"), "{checked}");
    let rows = fault(&url, None).await;
    assert!(matches!(rows, ConnectorError::Permanent { .. }) && rows.to_string().contains("d.person"), "{rows}");

    database.load(&format!("ALTER ROLE {role} BYPASSRLS")).await;
    assert_eq!(export(&connector(&url, PERSON), &["email=ada@x"]).await.len(), 1);

    database.load(&format!("ALTER ROLE {role} CONNECTION LIMIT 0")).await;
    let full = fault(&url, Some(Duration::from_millis(500))).await;
    assert!(is_transient(&full), "{full}");
    database.load(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).await;
}

/// Reading changes nothing, not even through a view that would.
#[tokio::test]
async fn nothing_can_be_written() {
    let database = databases::postgres().await;
    database
        .load(
            "CREATE TABLE written (at int);
             CREATE FUNCTION write() RETURNS text LANGUAGE sql VOLATILE AS $$ INSERT INTO written VALUES (1); SELECT 'x'::text $$;
             CREATE VIEW person AS SELECT 'ada@x'::text AS email, write() AS note;",
        )
        .await;
    let error = fault(&database.url, None).await;
    assert!(matches!(error, ConnectorError::Permanent { .. }), "{error}");
    let statement = Statement::from_string(DbBackend::Postgres, "SELECT 1 FROM written");
    assert!(database.connect().await.query_one_raw(statement).await.expect("a table").is_none());
}

/// A connection that was cut while it waited is replaced without anybody noticing.
#[tokio::test]
async fn a_connection_that_was_cut_is_replaced() {
    for database in [databases::postgres().await, databases::mariadb().await] {
        database.load(TABLE).await;
        let connector = connector(&database.url, PERSON);
        assert_eq!(export(&connector, &["email=ada@x"]).await.len(), 1);
        let name = database.url.rsplit('/').next().and_then(|name| name.split('?').next()).expect("a name");
        if database.url.starts_with("postgres") {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rightsdesk' AND datname";
            database.load(&format!("{cut} = '{name}'")).await;
        } else {
            let cut = "BEGIN NOT ATOMIC FOR one IN (SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db";
            database.load(&format!("{cut} = '{name}') DO KILL one.id; END FOR; END")).await;
        }
        assert_eq!(export(&connector, &["email=ada@x"]).await.len(), 1);
    }
}

/// Many questions at the same time share two connections, and all are answered.
#[tokio::test]
async fn many_questions_at_once_are_all_answered() {
    for database in everywhere().await {
        database.load(TABLE).await;
        let connector = connector(&database.url, PERSON);
        let asked = (0..20).map(|_| export(&connector, &["email=ada@x"]));
        for answer in futures_util::future::join_all(asked).await {
            assert_eq!(answer.len(), 1);
        }
    }
}
