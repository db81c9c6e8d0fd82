//! Connections: at most two for each system, opened when they are needed, and only ever reading.

use std::{str::FromStr, time::Duration};

use futures_util::{StreamExt, stream::BoxStream};
use secrecy::{ExposeSecret, SecretString};
use sqlx::{
    AssertSqlSafe, Column as _, ConnectOptions, Executor, MySql, MySqlConnection, Pool, Postgres, Row as _, SqlSafeStr,
    Sqlite, Transaction, TypeInfo, ValueRef,
    mysql::{MySqlConnectOptions, MySqlRow},
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteRow},
};
use tokio::sync::OnceCell;

use crate::contract::error::ConnectorError;

use super::{
    dialect::Dialect,
    fault,
    statement::{Bind, Cell, Row, Statement},
};

/// How many connections one system is asked over at the same time.
const MOST_CONNECTIONS: u32 = 2;

/// How long opening a connection may take.
const CONNECT_TIME: Duration = Duration::from_secs(10);

/// How long a database may be left unasked before its connection is closed.
const IDLE_TIME: Duration = Duration::from_secs(60);

/// A database that is asked.
pub(super) struct Database {
    options: Options,
    statement_time: Duration,
    pool: OnceCell<AnyPool>,
}

enum Options {
    Postgres(Box<PgConnectOptions>),
    MySql(Box<MySqlConnectOptions>),
    Sqlite(Box<SqliteConnectOptions>),
}

enum AnyPool {
    Postgres(Pool<Postgres>),
    MySql(Pool<MySql>),
    Sqlite(Pool<Sqlite>),
}

impl Database {
    /// The database at this address; nothing is opened yet. A statement may take as long as `statement_time`.
    pub(super) fn at(url: &SecretString, statement_time: Duration) -> Result<Self, ConnectorError> {
        let url = url.expose_secret();
        // The fault of a bad address may quote it, password and all, so it is dropped.
        let unreadable = || ConnectorError::permanent("the address of the database cannot be read");
        let scheme = url.split(':').next().unwrap_or_default();
        let options = match scheme {
            "postgres" | "postgresql" => {
                let options = PgConnectOptions::from_str(url).map_err(|_| unreadable())?;
                Options::Postgres(Box::new(options.application_name("rightsdesk").disable_statement_logging()))
            }
            "mysql" | "mariadb" => {
                let options = MySqlConnectOptions::from_str(url).map_err(|_| unreadable())?;
                Options::MySql(Box::new(options.disable_statement_logging()))
            }
            "sqlite" => {
                let options = SqliteConnectOptions::from_str(url).map_err(|_| unreadable())?;
                // Whatever the address asks for, we neither create nor change a file.
                let options = options.read_only(true).create_if_missing(false).busy_timeout(Duration::from_secs(5));
                Options::Sqlite(Box::new(options.disable_statement_logging()))
            }
            _ => {
                return Err(ConnectorError::permanent(
                    "the address of the database begins with none of postgres://, mysql://, mariadb:// and sqlite://",
                ));
            }
        };
        Ok(Self { options, statement_time, pool: OnceCell::new() })
    }

    /// Begins a transaction that sees one state of the data and can change nothing.
    pub(super) async fn snapshot(&self) -> Result<Snapshot, ConnectorError> {
        let dialect = self.dialect();
        let pool = self.pool.get_or_init(async || self.open()).await;
        let began = match pool {
            AnyPool::Postgres(pool) => {
                // In one message. Row security would leave rows out without a word; so it is an error instead.
                let begin = format!(
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                     SET LOCAL statement_timeout = {}; SET LOCAL row_security = off; SET LOCAL TimeZone = 'UTC'; \
                     SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1",
                    self.statement_time.as_millis(),
                );
                pool.begin_with(AssertSqlSafe(begin)).await.map(AnyTransaction::Postgres)
            }
            AnyPool::MySql(pool) => pool
                .begin_with("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
                .await
                .map(AnyTransaction::MySql),
            AnyPool::Sqlite(pool) => pool.begin().await.map(AnyTransaction::Sqlite),
        };
        match began {
            // A server that hangs does not notice its own limit, so ours is a little longer.
            Ok(transaction) => Ok(Snapshot { transaction, dialect, patience: self.statement_time + CONNECT_TIME }),
            Err(error) => Err(fault::of(dialect, "connecting", &error)),
        }
    }

    fn dialect(&self) -> Dialect {
        match self.options {
            Options::Postgres(_) => Dialect::Postgres { knows_is_json: false },
            Options::MySql(_) => Dialect::MySql { is_mariadb: false },
            Options::Sqlite(_) => Dialect::Sqlite,
        }
    }

    fn open(&self) -> AnyPool {
        match &self.options {
            Options::Postgres(options) => AnyPool::Postgres(pool().connect_lazy_with(*options.clone())),
            Options::Sqlite(options) => AnyPool::Sqlite(pool().connect_lazy_with(*options.clone())),
            Options::MySql(options) => {
                let time = self.statement_time;
                let pool = pool().after_connect(move |connection: &mut MySqlConnection, _| {
                    Box::pin(async move {
                        let version: String =
                            sqlx::query_scalar("SELECT VERSION()").fetch_one(&mut *connection).await?;
                        let limit = if version.to_ascii_lowercase().contains("mariadb") {
                            format!("max_statement_time = {}", time.as_secs_f64())
                        } else {
                            format!("max_execution_time = {}", time.as_millis())
                        };
                        let settings =
                            format!("SET SESSION transaction_isolation = 'REPEATABLE-READ', SESSION {limit}");
                        let fallback = format!("SET SESSION tx_isolation = 'REPEATABLE-READ', SESSION {limit}");
                        // Older MariaDB has the setting under its old name only.
                        if connection.execute(AssertSqlSafe(settings)).await.is_err() {
                            connection.execute(AssertSqlSafe(fallback)).await?;
                        }
                        Ok(())
                    })
                });
                AnyPool::MySql(pool.connect_lazy_with(*options.clone()))
            }
        }
    }
}

fn pool<DB: sqlx::Database>() -> PoolOptions<DB> {
    PoolOptions::new().max_connections(MOST_CONNECTIONS).acquire_timeout(CONNECT_TIME).idle_timeout(IDLE_TIME)
}

/// One state of the data.
pub(super) struct Snapshot {
    transaction: AnyTransaction,
    /// What is asked.
    pub(super) dialect: Dialect,
    /// How long we wait for a row.
    pub(super) patience: Duration,
}

enum AnyTransaction {
    Postgres(Transaction<'static, Postgres>),
    MySql(Transaction<'static, MySql>),
    Sqlite(Transaction<'static, Sqlite>),
}

impl Snapshot {
    /// The rows that a statement answers, as they come.
    pub(super) fn rows(&mut self, statement: &Statement) -> BoxStream<'_, Result<Row, sqlx::Error>> {
        let text = AssertSqlSafe(statement.text.clone()).into_sql_str();
        match &mut self.transaction {
            AnyTransaction::Postgres(transaction) => {
                let mut query = sqlx::query(text);
                for bind in &statement.binds {
                    query = match bind {
                        Bind::Text(text) => query.bind(text.clone()),
                        Bind::Texts(texts) => query.bind(texts.clone()),
                        Bind::Bytes(bytes) => query.bind(bytes.clone()),
                        Bind::Signed(number) => query.bind(*number),
                        Bind::Unsigned(number) => query.bind(number.to_string()),
                    };
                }
                query.fetch(&mut **transaction).map(|row| postgres_cells(&row?)).boxed()
            }
            AnyTransaction::MySql(transaction) => {
                let mut query = sqlx::query(text);
                for bind in &statement.binds {
                    query = match bind {
                        Bind::Text(text) => query.bind(text.clone()),
                        Bind::Texts(texts) => query.bind(texts.join(",")),
                        Bind::Bytes(bytes) => query.bind(bytes.clone()),
                        Bind::Signed(number) => query.bind(*number),
                        Bind::Unsigned(number) => query.bind(*number),
                    };
                }
                query.fetch(&mut **transaction).map(|row| mysql_cells(&row?)).boxed()
            }
            AnyTransaction::Sqlite(transaction) => {
                let mut query = sqlx::query(text);
                for bind in &statement.binds {
                    query = match bind {
                        Bind::Text(text) => query.bind(text.clone()),
                        Bind::Texts(texts) => query.bind(texts.join(",")),
                        Bind::Bytes(bytes) => query.bind(bytes.clone()),
                        Bind::Signed(number) => query.bind(*number),
                        Bind::Unsigned(number) => query.bind(number.to_string()),
                    };
                }
                query.fetch(&mut **transaction).map(|row| sqlite_cells(&row?)).boxed()
            }
        }
    }

    /// Ends the transaction, so that its connection is free at once.
    pub(super) async fn end(self) {
        // It changed nothing: if it does not end well, its connection is closed, and nothing is lost.
        let _ = match self.transaction {
            AnyTransaction::Postgres(transaction) => transaction.rollback().await,
            AnyTransaction::MySql(transaction) => transaction.rollback().await,
            AnyTransaction::Sqlite(transaction) => transaction.rollback().await,
        };
    }
}

/// Our statements select texts and numbers only.
fn postgres_cells(row: &PgRow) -> Result<Row, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Null);
            }
            match row.column(at).type_info().name() {
                "INT4" => Ok(Cell::Integer(row.try_get::<i32, _>(at)?.into())),
                "INT8" => Ok(Cell::Integer(row.try_get(at)?)),
                _ => Ok(Cell::Text(row.try_get(at)?)),
            }
        })
        .collect()
}

/// Whether something is text or bytes is not told reliably by its type here; whoever reads it knows.
fn mysql_cells(row: &MySqlRow) -> Result<Row, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Null);
            }
            match row.column(at).type_info().name() {
                "INT" | "BIGINT" | "MEDIUMINT" | "SMALLINT" | "TINYINT" | "BOOLEAN" => {
                    Ok(Cell::Integer(row.try_get_unchecked(at)?))
                }
                _ => Ok(text_or_bytes(row.try_get_unchecked(at)?)),
            }
        })
        .collect()
}

/// What is stored tells itself what it is, whatever the column is declared to be.
fn sqlite_cells(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    (0..row.len())
        .map(|at| {
            let value = row.try_get_raw(at)?;
            if value.is_null() {
                return Ok(Cell::Null);
            }
            let name = value.type_info().name().to_owned();
            drop(value);
            match name.as_str() {
                "INTEGER" => Ok(Cell::Integer(row.try_get_unchecked(at)?)),
                "REAL" => Ok(Cell::Real(row.try_get_unchecked(at)?)),
                "TEXT" => Ok(text_or_bytes(row.try_get_unchecked(at)?)),
                _ => Ok(Cell::Bytes(row.try_get_unchecked(at)?)),
            }
        })
        .collect()
}

fn text_or_bytes(bytes: Vec<u8>) -> Cell {
    match String::from_utf8(bytes) {
        Ok(text) => Cell::Text(text),
        Err(error) => Cell::Bytes(error.into_bytes()),
    }
}
