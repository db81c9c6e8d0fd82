//! What a connector remembers from one sweep to the next: the tables as they were, and a connection.

use rightsdesk_exporters::contract::{erasure::ObstacleKind, sweep::Fate};
use stage::databases;

use super::{MANIFEST, TABLES, connector, crowd, everywhere, marked, people, proven, rows, sweep};

const NOTES: &[(&str, &[&str])] = &[("note", &["id", "user_id"])];

/// Nothing hung on devices when the first were erased. Then something does, and the database would delete it along: who
/// remembers the tables as they were must not do as if they still were so.
#[tokio::test]
async fn tables_that_were_changed_between_two_sweeps_are_read_again() {
    for database in everywhere().await {
        database.load(&crowd::tables(15)).await;
        let connector = connector(&database.url, MANIFEST);
        let first = sweep(&connector, &people(1..=5)).await;
        assert_eq!(first.fates.iter().map(|fate| proven(fate).0).collect::<Vec<_>>(), [13; 5], "{}", database.url);

        database
            .load(
                "CREATE TABLE note (id INTEGER PRIMARY KEY, user_id VARCHAR(100) NOT NULL, device_id VARCHAR(100) NOT NULL,
                     FOREIGN KEY (user_id, device_id) REFERENCES device (user_id, device_id) ON DELETE CASCADE);
                 INSERT INTO note VALUES (1, '@p7:x.org', 'D')",
            )
            .await;
        let notes = rows(&database, NOTES).await;
        let second = sweep(&connector, &people(6..=10)).await;
        for (person, fate) in (6..).zip(&second.fates) {
            match fate {
                Fate::SetAside(obstacles) => {
                    assert_eq!((person, obstacles[0].kind), (7, ObstacleKind::Reference), "{}", database.url);
                }
                Fate::Proven { rows, .. } => assert_eq!((*rows, person != 7), (13, true), "{}", database.url),
            }
        }
        assert_eq!(rows(&database, NOTES).await, notes, "{}: nobody's note went along", database.url);
        assert_eq!(marked(&rows(&database, TABLES).await, "device", "of-p7").len(), 1, "{}", database.url);

        // Without the table nothing is in the way any more.
        database.load("DROP TABLE note").await;
        let third = sweep(&connector, &people(6..=15)).await;
        let done: Vec<u64> = third.fates.iter().map(|fate| proven(fate).0).collect();
        assert_eq!(done, [0, 13, 0, 0, 0, 13, 13, 13, 13, 13], "{}", database.url);
    }
}

/// The connection of the last sweep waits for the next, which must not depend on it.
#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_stops_nobody() {
    let database = databases::postgres().await;
    database.load(&crowd::tables(10)).await;
    let connector = connector(&database.url, MANIFEST);
    for part in [1..=5, 6..=10] {
        let swept = sweep(&connector, &people(part)).await;
        assert_eq!(swept.fates.iter().map(|fate| proven(fate).0).collect::<Vec<_>>(), [13; 5]);
        let theirs = "application_name = 'rightsdesk' AND datname = current_database()";
        database.load(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {theirs}")).await;
    }
}
