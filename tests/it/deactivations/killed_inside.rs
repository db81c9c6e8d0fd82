//! kill -9 inside the transaction in which a set of people is erased: what had been done in it is undone by the system's own
//! database, and the next process begins anew.
//!
//! So that the process is certainly inside, somebody else holds on to the tables: on PostgreSQL to the rows, so that the
//! deleting itself has to wait, after other rows of the set have been deleted; on SQLite to the state that they read, so
//! that everything is deleted and read back, and the last word has to wait. There the process is killed.

use std::{os::unix::fs::MetadataExt, path::Path, sync::Arc};

use super::killed::{MANIFEST, TABLES, account, count};
use chrono::TimeDelta;
use rightsdesk::{
    audit,
    casework::accounts::note_deactivations,
    config::file::Config,
    deactivation::{sighting::Sighting, state::Source},
    desk::Desk,
    ledger, setup,
};
use rightsdesk_vault::{chance::SystemChance, master::MasterKey};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, Statement, TransactionTrait};
use serde_json::Value;
use stage::{
    databases::{self, Database},
    desk::{On, until},
    process::Process,
    scratch::Scratch,
};

/// How often a process is killed, and how many accounts fall due in each of its lives.
const LIVES: usize = 5;
const ACCOUNTS: usize = 4;

/// What each account has there: a row of its own, and two messages.
const ROWS: usize = 3;

/// Where in its file SQLite says that somebody is about to write.
const PENDING_BYTE: &str = "1073741824";

/// When the process is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// While it waits inside the transaction.
    Waiting,
    /// In the moment in which it need not wait any more: before, while or after the transaction ends.
    Ending,
}

/// A bridge with two messages of everybody, and of somebody who looks much like one of them.
struct Bridge {
    on: On,
    database: Database,
    eyes: DatabaseConnection,
    /// For questions while the rows are held.
    watch: DatabaseConnection,
}

impl Bridge {
    async fn found(on: On) -> Self {
        let database = fresh(on).await;
        database.load(TABLES).await;
        let eyes = database.connect().await;
        let everybody = (0..LIVES * ACCOUNTS).map(account).chain(["@User1:example.org".to_owned()]);
        let puppets: Vec<_> = everybody.enumerate().map(|(id, name)| format!("({id}, '{name}')")).collect();
        let rows = format!("INSERT INTO puppet (id, mxid) VALUES {}", puppets.join(","));
        eyes.execute_unprepared(&rows).await.unwrap();
        let messages = "INSERT INTO message (id, puppet_id, words) \
                        SELECT id * 2 + k, id, 'hello' FROM puppet, (SELECT 0 AS k UNION ALL SELECT 1) AS two";
        eyes.execute_unprepared(messages).await.unwrap();
        let watch = database.connect().await;
        Self { on, database, eyes, watch }
    }

    /// Holds on to its rows until the transaction ends.
    async fn hold(&self) -> DatabaseTransaction {
        // It only reads, and must not shut the writer out of SQLite at once: no BEGIN IMMEDIATE.
        let held = self.eyes.begin_with_config(None, None).await.unwrap();
        let rows = match self.on {
            On::Sqlite => "SELECT COUNT(*) FROM puppet",
            On::Postgres => "SELECT id FROM puppet FOR KEY SHARE",
        };
        held.query_all_raw(Statement::from_string(held.get_database_backend(), rows)).await.unwrap();
        held
    }

    /// Whether a process is inside a transaction that has to wait.
    async fn waits(&self) -> bool {
        match self.on {
            On::Sqlite => self.is_pending(),
            On::Postgres => self.others("wait_event_type = 'Lock'").await > 0,
        }
    }

    /// Whether somebody waits for the last reader of the file to go, before they write: they have locked its byte for that
    /// (<https://sqlite.org/lockingv3.html>). The kernel is asked, because to a reader of our own process, in which another
    /// one reads already, SQLite says nothing of it.
    fn is_pending(&self) -> bool {
        let path = self.database.url.trim_start_matches("sqlite://").trim_end_matches("?mode=rwc");
        let inode = format!(":{}", std::fs::metadata(path).unwrap().ino());
        let locks = std::fs::read_to_string("/proc/locks").unwrap();
        locks.lines().any(|line| {
            let words: Vec<_> = line.split_whitespace().collect();
            words.contains(&"WRITE")
                && words.iter().any(|word| word.ends_with(&inode))
                && words.iter().rev().nth(1).is_some_and(|first| *first == PENDING_BYTE)
        })
    }

    /// What a process that is dead had begun is over.
    async fn until_it_is_over(&self) {
        if self.on == On::Postgres {
            until("its connections are closed", async || (self.others("TRUE").await == 0).then_some(())).await;
        }
    }

    async fn others(&self, which: &str) -> i64 {
        let sql = "SELECT COUNT(*) FROM pg_stat_activity \
                   WHERE datname = current_database() AND application_name = 'rightsdesk'";
        count(&self.watch, &format!("{sql} AND {which}")).await
    }

    /// How many rows there are of everybody but the look-alike.
    async fn rows(&self) -> i64 {
        let messages =
            "SELECT COUNT(*) FROM message JOIN puppet ON puppet.id = puppet_id WHERE mxid <> '@User1:example.org'";
        let puppets = "SELECT COUNT(*) FROM puppet WHERE mxid <> '@User1:example.org'";
        count(&self.eyes, messages).await + count(&self.eyes, puppets).await
    }
}

async fn fresh(on: On) -> Database {
    match on {
        On::Sqlite => databases::sqlite(),
        On::Postgres => databases::postgres().await,
    }
}

/// A desk whose work is done by processes of their own.
async fn desk(home: &Path, database: &Database, bridge: &Bridge) -> Arc<Desk> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    MasterKey::generate(&SystemChance).to_new_file(&home.join("master.key")).unwrap();
    let text = format!(
        r#"
desk = {{ organisation = "Example", contact = "privacy@example.org", public_url = "http://localhost", staff_url = "http://localhost/staff" }}
listen = {{ public = "127.0.0.1:0", staff = "127.0.0.1:0" }}
database = {{ url = "{}" }}
keys = {{ master = {{ file = "master.key" }} }}
storage = {{ directory = "storage" }}
mail = {{ from = "Example <privacy@example.org>", transport = {{ directory = {{ path = "mail" }} }} }}
work = {{ lease_seconds = 1 }}
deactivation = {{ batch = 4 }}

[[system]]
manifest = "bridge.yml"
key = "bridge"
url = "{}"
parallel = 1
"#,
        database.url, bridge.database.url
    );
    std::fs::write(home.join("bridge.yml"), MANIFEST).unwrap();
    std::fs::write(home.join("rightsdesk.toml"), text).unwrap();
    let config = Config::read(&home.join("rightsdesk.toml")).unwrap();
    setup::migrated_database(&config).await.unwrap();
    Arc::new(setup::desk(config).await.unwrap())
}

/// How many rows the ledger says were deleted, in all sweeps together.
async fn told(desk: &Desk) -> u64 {
    let lines = "SELECT details FROM ledger WHERE what = 'done'";
    let lines = desk.db.query_all_raw(Statement::from_string(desk.db.get_database_backend(), lines)).await.unwrap();
    let details = lines.iter().map(|line| line.try_get_by_index::<String>(0).unwrap());
    let deleted = |details: String| -> u64 {
        let details: Value = serde_json::from_str(&details).unwrap();
        let tables = details.as_object().unwrap().values();
        tables.filter_map(|counts| counts["deleted"].as_u64()).sum()
    };
    details.map(deleted).sum()
}

async fn story(on: On, when: When) {
    let home = Scratch::new("inside");
    let (database, bridge) = (fresh(on).await, Bridge::found(on).await);
    let desk = desk(home.path(), &database, &bridge).await;
    let work =
        || Process::start(env!("CARGO_BIN_EXE_rightsdesk-on-stage"), "work", &home.path().join("rightsdesk.toml"));
    let closed_at = desk.now() - TimeDelta::days(10);
    let everything = i64::try_from(LIVES * ACCOUNTS * ROWS).unwrap();
    for life in 0..LIVES {
        let accounts = (life * ACCOUNTS..(life + 1) * ACCOUNTS).map(account);
        let seen = accounts.map(|account| Sighting { account, closed_at: Some(closed_at) }).collect();
        note_deactivations::note(&desk, Source::Import, seen).await.unwrap();
        // What recurs is due in every life.
        desk.db.execute_unprepared("DELETE FROM recurring").await.unwrap();
        let held = bridge.hold().await;
        let process = work();
        until("it waits inside its transaction", async || bridge.waits().await.then_some(())).await;
        assert!(count(&desk.db, "SELECT COUNT(*) FROM ledger WHERE what = 'begun'").await > 0, "that is told before");
        match when {
            When::Waiting => {
                process.kill();
                held.rollback().await.unwrap();
                bridge.until_it_is_over().await;
                assert_eq!(bridge.rows().await, everything, "nothing of it holds");
                assert_eq!(count(&desk.db, "SELECT COUNT(*) FROM ledger WHERE what = 'done'").await, 0);
            }
            When::Ending => {
                held.rollback().await.unwrap();
                process.kill();
                bridge.until_it_is_over().await;
                let sets = i64::try_from(ACCOUNTS * ROWS).unwrap();
                assert_eq!(bridge.rows().await % sets, 0, "a set is gone as a whole or not at all");
            }
        }
    }
    desk.db.execute_unprepared("DELETE FROM recurring").await.unwrap();
    let last = work();
    until("all accounts are proven", async || {
        let open = count(&desk.db, "SELECT COUNT(*) FROM deactivation WHERE state <> 'proven'").await;
        (open == 0).then_some(())
    })
    .await;
    last.kill();

    assert_eq!(bridge.rows().await, 0);
    let left = [
        count(&bridge.eyes, "SELECT COUNT(*) FROM puppet").await,
        count(&bridge.eyes, "SELECT COUNT(*) FROM message").await,
    ];
    assert_eq!(left, [1, 2], "somebody else's rows are all that is left");
    let twice = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ledger GROUP BY batch_id, system, what HAVING COUNT(*) > 1) AS twice";
    assert_eq!(count(&desk.db, twice).await, 0, "each sweep began once and was done once");
    let lines = 2 * count(&desk.db, "SELECT COUNT(*) FROM sweep_part").await;
    assert_eq!(count(&desk.db, "SELECT COUNT(*) FROM ledger").await, lines);
    let (told, everything) = (told(&desk).await, u64::try_from(everything).unwrap());
    match when {
        When::Waiting => assert_eq!(told, everything, "each effect is told once"),
        // What was done by a process that could not tell it any more is not in the counts.
        When::Ending => assert!(told <= everything, "{told} of {everything}"),
    }
    assert_eq!(ledger::store::first_broken(&desk.db).await.unwrap(), None);
    assert_eq!(audit::store::first_broken(&desk.db).await.unwrap(), None);
}

stage::on_both! {
    async fn a_process_that_is_killed_inside_a_set_has_done_nothing_of_it(on: On) {
        super::story(on, When::Waiting).await;
    }

    async fn a_process_that_is_killed_as_a_set_ends_has_done_all_of_it_or_nothing(on: On) {
        super::story(on, When::Ending).await;
    }
}
