//! Connections: at most two for each system, opened when they are needed, and only ever reading.
//!
//! The pool is our own, because of one rule that a general pool does not have: a connection is used again only if its
//! transaction was ended and the database said so. Whatever else happens to a question (it is called off, takes too
//! long, fails, is dropped half way), its connection is closed, which ends the transaction on the other side too.

use std::{
    str::FromStr,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures_util::{StreamExt, stream::BoxStream};
use secrecy::{ExposeSecret, SecretString};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Executor, MySqlConnection, PgConnection, SqlSafeStr, SqliteConnection,
    mysql::MySqlConnectOptions, postgres::PgConnectOptions, sqlite::SqliteConnectOptions,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout},
};

use crate::contract::error::ConnectorError;

use super::{
    cells::{mysql_cells, postgres_cells, sqlite_cells},
    dialect::Dialect,
    fault,
    statement::{Bind, Row, Statement},
};

/// How many connections one system is asked over at the same time.
const MOST_CONNECTIONS: usize = 2;

/// How long opening a connection may take.
const CONNECT_TIME: Duration = Duration::from_secs(10);

/// A statement whose rows are handed on takes as long as those who take them: it may go on so many times longer.
const STREAMING: u32 = 120;

/// How long we try to stop a question on the server that nobody waits for any more.
const STOP_TIME: Duration = Duration::from_secs(2);

/// How long a connection is kept without being used.
const IDLE_TIME: Duration = Duration::from_secs(60);

/// A database that is asked.
pub(super) struct Database {
    options: Options,
    statement_time: Duration,
    permits: Arc<Semaphore>,
    idle: Idle,
}

/// The connections that wait for a question, each with the time since when.
type Idle = Arc<Mutex<Vec<(AnyConnection, Instant)>>>;

enum Options {
    Postgres(Box<PgConnectOptions>),
    MySql(Box<MySqlConnectOptions>),
    Sqlite(Box<SqliteConnectOptions>),
}

enum AnyConnection {
    Postgres { connection: Box<PgConnection>, id: i32 },
    MySql { connection: Box<MySqlConnection>, id: u64, is_mariadb: bool },
    Sqlite(Box<SqliteConnection>),
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
        let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        Ok(Self { options, statement_time, permits, idle: Idle::default() })
    }

    /// Begins a transaction that sees one state of the data and can change nothing.
    pub(super) async fn snapshot(&self) -> Result<Snapshot, ConnectorError> {
        let late = || ConnectorError::transient("connecting: no connection to the database within the time allowed");
        let connect_time = CONNECT_TIME.min(self.statement_time);
        // Others who ask the same system may take as long as they may take; that is not the system's fault.
        let permit = timeout(self.statement_time + connect_time, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = permit.ok().and_then(Result::ok).ok_or_else(late)?;
        let began = timeout(connect_time, async {
            // One that waited may have been closed by the other side: then a new one is opened.
            while let Some(mut connection) = take(&self.idle) {
                if connection.begin(self.statement_time).await.is_ok() {
                    return Ok(connection);
                }
            }
            let mut connection = self.connect().await?;
            connection.begin(self.statement_time).await?;
            Ok(connection)
        });
        let connection = match began.await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return Err(fault::of(self.dialect(), "connecting", &error)),
            Err(_) => return Err(late()),
        };
        Ok(Snapshot {
            connection,
            dialect: self.dialect(),
            // A server that hangs does not notice its own limit, so ours is a little longer.
            patience: self.statement_time + connect_time,
            statement_time: self.statement_time,
            idle: Arc::clone(&self.idle),
            permit,
        })
    }

    /// Closes the connection of a question that did not come to its end, and asks the server to stop working on it.
    ///
    /// A server notices a closed connection only when it has something to say, which may be hours later. If it cannot be
    /// asked, its own limit on statements ends the question.
    pub(super) async fn give_up(&self, snapshot: Snapshot) {
        let stop = match &snapshot.connection {
            AnyConnection::Postgres { id, .. } => format!("SELECT pg_cancel_backend({id})"),
            AnyConnection::MySql { id, .. } => format!("KILL QUERY {id}"),
            AnyConnection::Sqlite(_) => return,
        };
        let stopping = timeout(STOP_TIME, async {
            match self.connect().await {
                Ok(AnyConnection::Postgres { mut connection, .. }) => {
                    connection.execute(AssertSqlSafe(stop)).await.map(drop)
                }
                Ok(AnyConnection::MySql { mut connection, .. }) => {
                    connection.execute(AssertSqlSafe(stop)).await.map(drop)
                }
                Ok(AnyConnection::Sqlite(_)) => Ok(()),
                Err(error) => Err(error),
            }
        });
        // The id is ours only as long as the connection is there, so it is closed after this.
        let _ = stopping.await;
        drop(snapshot);
    }

    fn dialect(&self) -> Dialect {
        match self.options {
            Options::Postgres(_) => Dialect::Postgres { knows_is_json: false },
            Options::MySql(_) => Dialect::MySql,
            Options::Sqlite(_) => Dialect::Sqlite,
        }
    }

    async fn connect(&self) -> Result<AnyConnection, sqlx::Error> {
        match &self.options {
            Options::Postgres(options) => {
                let mut connection = Box::new(options.connect().await?);
                let id = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut *connection).await?;
                Ok(AnyConnection::Postgres { connection, id })
            }
            Options::Sqlite(options) => Ok(AnyConnection::Sqlite(Box::new(options.connect().await?))),
            Options::MySql(options) => {
                let mut connection = Box::new(options.connect().await?);
                let (id, version): (u64, String) =
                    sqlx::query_as("SELECT CONNECTION_ID(), VERSION()").fetch_one(&mut *connection).await?;
                // The second is how long the server waits for us to take the next row.
                let settings =
                    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET SESSION net_write_timeout = 600";
                connection.execute(settings).await?;
                let is_mariadb = version.to_ascii_lowercase().contains("mariadb");
                Ok(AnyConnection::MySql { connection, id, is_mariadb })
            }
        }
    }
}

impl AnyConnection {
    async fn begin(&mut self, statement_time: Duration) -> Result<(), sqlx::Error> {
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

    async fn rollback(&mut self) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres { connection, .. } => connection.execute("ROLLBACK").await.map(drop),
            Self::MySql { connection, .. } => connection.execute("ROLLBACK").await.map(drop),
            Self::Sqlite(connection) => connection.execute("ROLLBACK").await.map(drop),
        }
    }
}

/// Sets how long a statement may take.
fn limit(is_mariadb: bool, time: Duration) -> String {
    if is_mariadb {
        format!("SET SESSION max_statement_time = {}", time.as_secs_f64())
    } else {
        format!("SET SESSION max_execution_time = {}", time.as_millis())
    }
}

/// A connection that waited, if there is one.
fn take(idle: &Idle) -> Option<AnyConnection> {
    let mut idle = idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    idle.pop().map(|(connection, _)| connection)
}

/// Keeps a connection for the next question, and sees to it that it is closed if there is none for a while.
fn keep(idle: &Idle, connection: AnyConnection) {
    let mut waiting = idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    waiting.push((connection, Instant::now()));
    if waiting.len() > 1 {
        // Whoever put the first one there looks after all of them.
        return;
    }
    let idle = Arc::downgrade(idle);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(IDLE_TIME).await;
            let Some(idle) = idle.upgrade() else { return };
            let mut waiting = idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            waiting.retain(|(_, since)| since.elapsed() < IDLE_TIME);
            if waiting.is_empty() {
                return;
            }
        }
    });
}

/// One state of the data. Dropping it closes its connection.
pub(super) struct Snapshot {
    connection: AnyConnection,
    /// What is asked.
    pub(super) dialect: Dialect,
    /// How long we wait for a row.
    pub(super) patience: Duration,
    statement_time: Duration,
    idle: Idle,
    permit: OwnedSemaphorePermit,
}

impl Snapshot {
    /// The rows that a statement answers, as they come.
    pub(super) fn rows(&mut self, statement: &Statement) -> BoxStream<'_, Result<Row, sqlx::Error>> {
        let text = AssertSqlSafe(statement.text.clone()).into_sql_str();
        match &mut self.connection {
            AnyConnection::Postgres { connection, .. } => {
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
                query.fetch(&mut **connection).map(|row| postgres_cells(&row?)).boxed()
            }
            AnyConnection::MySql { connection, .. } => {
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
                query.fetch(&mut **connection).map(|row| mysql_cells(&row?)).boxed()
            }
            AnyConnection::Sqlite(connection) => {
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
                query.fetch(&mut **connection).map(|row| sqlite_cells(&row?)).boxed()
            }
        }
    }

    /// What is to be said so that a statement may take as long as those need who take its rows.
    ///
    /// Between two rows our patience stays what it is.
    pub(super) fn take_long(&self) -> Option<Statement> {
        let time = self.statement_time * STREAMING;
        let mut statement = Statement::new(self.dialect, "a long question");
        match &self.connection {
            AnyConnection::Postgres { .. } => {
                statement.push(&format!("SET LOCAL statement_timeout = {}", time.as_millis()));
            }
            AnyConnection::MySql { is_mariadb, .. } => {
                statement.push(&limit(*is_mariadb, time));
            }
            AnyConnection::Sqlite(_) => return None,
        }
        Some(statement)
    }

    /// Ends the transaction and keeps the connection for the next question.
    pub(super) async fn end(mut self) {
        if let Ok(Ok(())) = timeout(CONNECT_TIME, self.connection.rollback()).await {
            keep(&self.idle, self.connection);
        }
        drop(self.permit);
    }
}
