//! kill -9 in the middle of a bulk run, fifty times: all accounts are proven, each effect is there once, the ledger holds.

use std::{path::Path, sync::Arc};

use chrono::TimeDelta;
use rightsdesk::{
    audit,
    casework::accounts::note_deactivations,
    config::file::Config,
    deactivation::{figures, sighting::Sighting, state::Source},
    desk::Desk,
    ledger, setup,
};
use rightsdesk_vault::{chance::SystemChance, master::MasterKey};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use stage::{
    databases,
    desk::{On, until},
    process::Process,
    scratch::Scratch,
};

/// How often the process is killed, and how many accounts fall due in each of its lives.
const LIVES: usize = 50;
const ACCOUNTS: usize = 6;
const SYSTEMS: [&str; 3] = ["irc", "slack", "telegram"];
pub(super) const MANIFEST: &str = include_str!("bridge.yml");
pub(super) const TABLES: &str = "CREATE TABLE puppet (id INTEGER PRIMARY KEY, mxid TEXT NOT NULL UNIQUE);
    CREATE TABLE message (id INTEGER PRIMARY KEY, puppet_id INTEGER NOT NULL REFERENCES puppet (id), words TEXT)";

pub(super) fn account(number: usize) -> String {
    format!("@user{number}:example.org")
}

fn bridge(home: &Path, key: &str) -> String {
    format!("sqlite://{}/{key}.db", home.display())
}

/// A bridge with two messages of everybody, and of somebody who looks much like one of them.
async fn found(url: &str) {
    let db = Database::connect(format!("{url}?mode=rwc")).await.unwrap();
    db.execute_unprepared(TABLES).await.unwrap();
    let everybody = (0..LIVES * ACCOUNTS).map(account).chain(["@User1:example.org".to_owned()]);
    let puppets: Vec<_> = everybody.enumerate().map(|(id, name)| format!("({id}, '{name}')")).collect();
    db.execute_unprepared(&format!("INSERT INTO puppet (id, mxid) VALUES {}", puppets.join(","))).await.unwrap();
    for words in ["hello", "goodbye"] {
        let sql = format!("INSERT INTO message (puppet_id, words) SELECT id, '{words}' FROM puppet");
        db.execute_unprepared(&sql).await.unwrap();
    }
    db.close().await.unwrap();
}

pub(super) async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// A desk whose work is done by processes of their own.
pub(super) async fn desk(home: &Path, database: &str) -> Arc<Desk> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    MasterKey::generate(&SystemChance).to_new_file(&home.join("master.key")).unwrap();
    let mut text = format!(
        r#"
desk = {{ organisation = "Example", contact = "privacy@example.org", public_url = "http://localhost", staff_url = "http://localhost/staff" }}
listen = {{ public = "127.0.0.1:0", staff = "127.0.0.1:0" }}
database = {{ url = "{database}" }}
keys = {{ master = {{ file = "master.key" }} }}
storage = {{ directory = "storage" }}
mail = {{ from = "Example <privacy@example.org>", transport = {{ directory = {{ path = "mail" }} }} }}
work = {{ lease_seconds = 1 }}
deactivation = {{ batch = 4 }}
"#
    );
    std::fs::write(home.join("bridge.yml"), MANIFEST).unwrap();
    for key in SYSTEMS {
        let url = bridge(home, key);
        found(&url).await;
        text += &format!("\n[[system]]\nmanifest = \"bridge.yml\"\nkey = \"{key}\"\nurl = \"{url}\"\nparallel = 1\n");
    }
    std::fs::write(home.join("rightsdesk.toml"), text).unwrap();
    let config = Config::read(&home.join("rightsdesk.toml")).unwrap();
    setup::migrated_database(&config).await.unwrap();
    Arc::new(setup::desk(config).await.unwrap())
}

stage::on_both! {
    async fn a_process_that_is_killed_fifty_times_proves_everybody_and_erases_once(on: On) {
        let home = Scratch::new("sweeps");
        let database = match on {
            On::Sqlite => databases::sqlite(),
            On::Postgres => databases::postgres().await,
        };
        let desk = desk(home.path(), &database.url).await;
        let work = || Process::start(env!("CARGO_BIN_EXE_rightsdesk-on-stage"), "work", &home.path().join("rightsdesk.toml"));
        let closed_at = desk.now() - TimeDelta::days(10);
        for life in 0..LIVES {
            let accounts = (life * ACCOUNTS..(life + 1) * ACCOUNTS).map(account);
            let seen = accounts.map(|account| Sighting { account, closed_at: Some(closed_at) }).collect();
            note_deactivations::note(&desk, Source::Import, seen).await.unwrap();
            // What recurs is due in every life.
            desk.db.execute_unprepared("DELETE FROM recurring").await.unwrap();
            let before = count(&desk.db, "SELECT COUNT(*) FROM ledger").await;
            let process = work();
            // Each life ends somewhere else: after so many of the lines that it writes.
            let lines = i64::try_from(life % 10).unwrap() + 1;
            until("the ledger grows", async || {
                (count(&desk.db, "SELECT COUNT(*) FROM ledger").await >= before + lines).then_some(())
            })
            .await;
            process.kill();
        }
        desk.db.execute_unprepared("DELETE FROM recurring").await.unwrap();
        let last = work();
        let open = async || count(&desk.db, "SELECT COUNT(*) FROM deactivation WHERE state <> 'proven'").await;
        let mut left = open().await;
        while left > 0 {
            let before = left;
            left = until(&format!("one of {before} accounts is proven"), async || {
                Some(open().await).filter(|left| *left < before)
            })
            .await;
        }
        last.kill();

        let days = figures::by_day(&desk.db, desk.day_of(closed_at), desk.today()).await.unwrap();
        let everybody = u64::try_from(LIVES * ACCOUNTS).unwrap();
        assert_eq!((days[0].1.received, days[0].1.proven, days[0].1.late), (everybody, everybody, 0));
        for key in SYSTEMS {
            let db = Database::connect(bridge(home.path(), key)).await.unwrap();
            assert_eq!(count(&db, "SELECT COUNT(*) FROM puppet").await, 1, "nobody is left in {key}");
            let look_alike = "SELECT COUNT(*) FROM message JOIN puppet ON puppet.id = puppet_id WHERE mxid = '@User1:example.org'";
            assert_eq!((count(&db, look_alike).await, count(&db, "SELECT COUNT(*) FROM message").await), (2, 2));
        }
        let twice = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ledger GROUP BY batch_id, system, what HAVING COUNT(*) > 1) AS twice";
        assert_eq!(count(&desk.db, twice).await, 0, "each sweep began once and was done once in each system");
        let lines = 2 * count(&desk.db, "SELECT COUNT(*) FROM sweep_part").await;
        assert_eq!(count(&desk.db, "SELECT COUNT(*) FROM ledger").await, lines);
        assert_eq!(count(&desk.db, "SELECT COUNT(*) FROM sweep WHERE people_sealed IS NOT NULL").await, 0);
        assert_eq!(ledger::store::first_broken(&desk.db).await.unwrap(), None);
        assert_eq!(audit::store::first_broken(&desk.db).await.unwrap(), None);
    }
}
