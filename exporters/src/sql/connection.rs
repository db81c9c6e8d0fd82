//! A connection of one of the three kinds, and the transactions on it.

use std::time::Duration;

use sqlx::{AssertSqlSafe, Executor, MySqlConnection, PgConnection, SqliteConnection};

/// A connection, with what the server calls it where it can be told to stop.
pub(super) enum AnyConnection {
    Postgres { connection: Box<PgConnection>, id: i32 },
    MySql { connection: Box<MySqlConnection>, id: u64, is_mariadb: bool },
    Sqlite(Box<SqliteConnection>),
}

impl AnyConnection {
    pub(super) async fn begin_writing(&mut self, statement_time: Duration) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres { connection, .. } => {
                // As for reading; and whoever waits for a lock gives up before anybody waits long for us.
                let begin = format!(
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE; \
                     SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = '5s'; SET LOCAL row_security = off; \
                     SET LOCAL TimeZone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1",
                    statement_time.as_millis(),
                );
                connection.execute(AssertSqlSafe(begin)).await?;
            }
            Self::MySql { connection, is_mariadb, .. } => {
                let limit = limit(*is_mariadb, statement_time);
                let begin = format!(
                    "{limit}; SET SESSION innodb_lock_wait_timeout = 5; SET SESSION foreign_key_checks = 1; \
                     SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES'); START TRANSACTION READ WRITE"
                );
                connection.execute(AssertSqlSafe(begin)).await?;
            }
            Self::Sqlite(connection) => {
                connection.execute("BEGIN IMMEDIATE").await?;
            }
        }
        Ok(())
    }

    pub(super) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres { connection, .. } => connection.execute("COMMIT").await.map(drop),
            Self::MySql { connection, .. } => connection.execute("COMMIT").await.map(drop),
            Self::Sqlite(connection) => connection.execute("COMMIT").await.map(drop),
        }
    }

    pub(super) async fn begin(&mut self, statement_time: Duration) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres { connection, .. } => {
                // In one message. Row security would leave rows out without a word; so it is an error instead.
                let begin = format!(
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                     SET LOCAL statement_timeout = {}; SET LOCAL row_security = off; SET LOCAL TimeZone = 'UTC'; \
                     SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1",
                    statement_time.as_millis(),
                );
                connection.execute(AssertSqlSafe(begin)).await?;
            }
            Self::MySql { connection, is_mariadb, .. } => {
                let limit = limit(*is_mariadb, statement_time);
                let begin = format!("{limit}; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
                connection.execute(AssertSqlSafe(begin)).await?;
            }
            Self::Sqlite(connection) => {
                connection.execute("BEGIN").await?;
            }
        }
        Ok(())
    }

    pub(super) async fn rollback(&mut self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres { connection, .. } => connection.execute("ROLLBACK").await.map(drop),
            Self::MySql { connection, .. } => connection.execute("ROLLBACK").await.map(drop),
            Self::Sqlite(connection) => connection.execute("ROLLBACK").await.map(drop),
        }
    }
}

/// Sets how long a statement may take.
pub(super) fn limit(is_mariadb: bool, time: Duration) -> String {
    if is_mariadb {
        format!("SET SESSION max_statement_time = {}", time.as_secs_f64())
    } else {
        format!("SET SESSION max_execution_time = {}", time.as_millis())
    }
}
