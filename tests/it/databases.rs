//! The stage's databases: fresh for each test, gone afterwards.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use stage::databases::{self, Database};

#[tokio::test]
async fn every_test_gets_an_empty_database_of_its_own() {
    for (backend, database, another) in [
        (DbBackend::Postgres, databases::postgres().await, databases::postgres().await),
        (DbBackend::MySql, databases::mariadb().await, databases::mariadb().await),
        (DbBackend::Sqlite, databases::sqlite(), databases::sqlite()),
    ] {
        database.load("CREATE TABLE seen (word varchar(20)); INSERT INTO seen VALUES ('one'), ('two')").await;
        assert_eq!(count(backend, &database).await, 2);

        another.load("CREATE TABLE seen (word varchar(20))").await;
        assert_eq!(count(backend, &another).await, 0, "{backend:?}: what one test wrote must not be seen by another");
    }
}

#[tokio::test]
async fn a_database_is_dropped_with_open_connections_and_all() {
    let database = databases::postgres().await;
    let left_open = database.connect().await;
    let name = database.url.rsplit('/').next().unwrap().to_owned();
    drop(database);
    assert!(left_open.ping().await.is_err());

    let another = databases::postgres().await;
    let query = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let found = another.connect().await.query_one_raw(Statement::from_string(DbBackend::Postgres, query)).await;
    assert!(found.unwrap().is_none());
}

#[tokio::test]
async fn a_template_is_migrated_once_and_cloned_for_each() {
    let migrate = async |url: String| {
        let admin = sea_orm::Database::connect(url).await.unwrap();
        admin.execute_unprepared("CREATE TABLE seen (word text)").await.unwrap();
        // Left open on purpose: a template with visitors cannot be cloned.
        std::mem::forget(admin);
    };
    let first = databases::postgres_from_template("seen", migrate).await;
    first.load("INSERT INTO seen VALUES ('one')").await;
    let second = databases::postgres_from_template("seen", async |_| panic!("it was migrated already")).await;
    assert_eq!(count(DbBackend::Postgres, &second).await, 0);
}

async fn count(backend: DbBackend, database: &Database) -> i64 {
    let rows = Statement::from_string(backend, "SELECT count(*) AS found FROM seen");
    let row = database.connect().await.query_one_raw(rows).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}
