//! What cannot be saved: somebody who knows the tables writes a script that deletes the rows and counts that none is left.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use tokio::time::Instant;

use crate::scene::Scene;

/// Runs the script on every system, all people at once in one transaction.
pub async fn at_once(scenes: &[Scene]) -> Duration {
    let mut time = Duration::ZERO;
    for scene in scenes {
        let connection = scene.database.connect().await;
        let began = Instant::now();
        run(&connection, scene, "gone").await;
        time += began.elapsed();
    }
    time
}

/// Runs the script on every system in sets of so many people, a transaction for each.
pub async fn in_sets(scenes: &[Scene], accounts: u32, of: u32) -> Duration {
    let mut time = Duration::ZERO;
    for scene in scenes {
        let connection = scene.database.connect().await;
        say(&connection, "CREATE TEMP TABLE those (mxid TEXT, service TEXT, puppet TEXT, slack TEXT)").await;
        if connection.get_database_backend() == DbBackend::Postgres {
            // Who writes it has seen that otherwise every set reads whole tables.
            say(&connection, "SET random_page_cost = 1.1").await;
            say(&connection, "SET jit = off").await;
        }
        let began = Instant::now();
        for first in (0..accounts).step_by(of as usize) {
            let (from, to) = (first * 2, (first + of) * 2);
            say(&connection, "DELETE FROM those").await;
            say(
                &connection,
                &format!(
                    "INSERT INTO those SELECT mxid, service, puppet, slack FROM gone WHERE i > {from} AND i <= {to}"
                ),
            )
            .await;
            say(&connection, "ANALYZE those").await;
            run(&connection, scene, "those").await;
        }
        time += began.elapsed();
    }
    time
}

async fn run(connection: &DatabaseConnection, scene: &Scene, who: &str) {
    say(connection, "BEGIN").await;
    for statement in scene.system.script {
        say(connection, &statement.replace("FROM gone", &format!("FROM {who}"))).await;
    }
    for (table, column, name) in scene.system.emptied {
        let count = format!("SELECT COUNT(*) AS n FROM {table} WHERE {column} IN (SELECT {name} FROM {who})");
        assert_eq!(number(connection, &count).await, 0, "{table}");
    }
    say(connection, "COMMIT").await;
}

/// How many rows a table has.
pub async fn rows(connection: &DatabaseConnection, table: &str) -> i64 {
    number(connection, &format!("SELECT COUNT(*) AS n FROM {table}")).await
}

async fn number(connection: &DatabaseConnection, query: &str) -> i64 {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let row = connection.query_one_raw(statement).await.expect("the statement is right").expect("a row");
    row.try_get("", "n").expect("a number")
}

async fn say(connection: &DatabaseConnection, statement: &str) {
    connection.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{error}\nin {statement}"));
}
