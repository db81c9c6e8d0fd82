//! What cannot be saved: somebody who knows the tables writes a script that counts the rows by every name, deletes them,
//! and counts by every name that none is left.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::{
    scene::Scene,
    took::{Meter, Took},
};

/// Runs the script on every system, all people at once in one transaction.
pub async fn at_once(scenes: &[Scene]) -> Took {
    let mut took = Took::default();
    for scene in scenes {
        let connection = scene.database.connect().await;
        let meter = Meter::start();
        run(&connection, scene, "gone").await;
        took += meter.stop();
    }
    took
}

/// Runs the script on every system in sets of so many people, a transaction for each.
pub async fn in_sets(scenes: &[Scene], accounts: u32, of: u32) -> Took {
    let mut took = Took::default();
    for scene in scenes {
        let connection = scene.database.connect().await;
        say(&connection, "CREATE TEMP TABLE those (mxid TEXT, service TEXT, puppet TEXT, slack TEXT)").await;
        if is_postgres(&connection) {
            // Who writes it has seen that otherwise every set reads whole tables.
            say(&connection, "SET random_page_cost = 1.1").await;
            say(&connection, "SET jit = off").await;
        }
        let meter = Meter::start();
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
        took += meter.stop();
    }
    took
}

async fn run(connection: &DatabaseConnection, scene: &Scene, who: &str) {
    let of_those = |text: &str| text.replace("FROM gone", &format!("FROM {who}"));
    say(connection, "BEGIN").await;
    for (table, names) in scene.system.learned {
        say(connection, &format!("CREATE TEMP TABLE {table} AS {}", of_those(names))).await;
        if is_postgres(connection) {
            say(connection, &format!("ANALYZE {table}")).await;
        }
    }
    let counts: Vec<String> = scene
        .system
        .emptied
        .iter()
        .map(|(table, column, names)| {
            format!("SELECT COUNT(*) AS n FROM {table} WHERE {column} IN (SELECT {})", of_those(names))
        })
        .collect();
    let mut before = 0;
    for count in &counts {
        before += number(connection, count).await;
    }
    assert!(before > 0, "nobody was there");
    for statement in scene.system.script {
        say(connection, &of_those(statement)).await;
    }
    for count in &counts {
        assert_eq!(number(connection, count).await, 0, "{count}");
    }
    for (table, _) in scene.system.learned {
        say(connection, &format!("DROP TABLE {table}")).await;
    }
    say(connection, "COMMIT").await;
}

fn is_postgres(connection: &DatabaseConnection) -> bool {
    connection.get_database_backend() == DbBackend::Postgres
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
