//! Connections: at most two for each system, opened when they are needed, and only ever reading; and for an erasure one
//! that may write, which is never given to a question.
//!
//! The pool is our own, because of one rule that a general pool does not have: a connection is used again only if its
//! transaction was ended and the database said so. Whatever else happens to a question (it is called off, takes too
//! long, fails, is dropped half way), its connection is closed, which ends the transaction on the other side too.

use std::{str::FromStr, sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, mysql::MySqlConnectOptions, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};
use tokio::{sync::Semaphore, time::timeout};

use crate::contract::error::ConnectorError;

use super::{
    connection::AnyConnection,
    dialect::Dialect,
    fault,
    idle::{Idle, take},
    snapshot::Snapshot,
};

/// Makes SQLite look into its file.
const LOOK: &str = "SELECT COUNT(*) FROM sqlite_schema";

/// How many connections one system is asked over at the same time.
const MOST_CONNECTIONS: usize = 2;

/// How long opening a connection may take.
const CONNECT_TIME: Duration = Duration::from_secs(10);

/// How many rows, keys and names alone, SQLite may read ahead of us while people are erased.
const ROWS_AHEAD: usize = 2000;

/// How long we try to stop a question on the server that nobody waits for any more.
const STOP_TIME: Duration = Duration::from_secs(2);

/// A database that is asked.
pub(super) struct Database {
    options: Options,
    statement_time: Duration,
    permits: Arc<Semaphore>,
    idle: Idle,
    /// Those that may write.
    writers: Idle,
}

enum Options {
    Postgres(Box<PgConnectOptions>),
    MySql(Box<MySqlConnectOptions>),
    Sqlite(Box<SqliteConnectOptions>),
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
        Ok(Self { options, statement_time, permits, idle: Idle::default(), writers: Idle::default() })
    }

    /// Begins a transaction that sees one state of the data and can change nothing.
    pub(super) async fn snapshot(&self) -> Result<Snapshot, ConnectorError> {
        self.begin(Purpose::Reading).await
    }

    /// Begins a transaction that may change data, on a connection that only such transactions have.
    pub(super) async fn writing(&self) -> Result<Snapshot, ConnectorError> {
        self.begin(Purpose::Writing).await
    }

    async fn begin(&self, purpose: Purpose) -> Result<Snapshot, ConnectorError> {
        let late = || ConnectorError::transient("connecting: no connection to the database within the time allowed");
        let connect_time = CONNECT_TIME.min(self.statement_time);
        // Others who ask the same system may take as long as they may take; that is not the system's fault.
        let permit = timeout(self.statement_time + connect_time, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = permit.ok().and_then(Result::ok).ok_or_else(late)?;
        let began = timeout(connect_time, async {
            // One that waited may have been closed by the other side: then a new one is opened.
            while let Some(mut connection) = take(self.waiting(purpose)) {
                if purpose.begin(&mut connection, self.statement_time).await.is_ok() {
                    return Ok(connection);
                }
            }
            let mut connection = match purpose {
                Purpose::Reading => self.connect().await?,
                Purpose::Writing => self.connect_to(&self.options.for_writing()).await?,
            };
            purpose.begin(&mut connection, self.statement_time).await?;
            Ok(connection)
        });
        let connection = match began.await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return Err(fault::of(self.dialect(), "connecting", &error)),
            Err(_) => return Err(late()),
        };
        let idle = match (purpose, &self.options) {
            (Purpose::Reading, _) | (Purpose::Writing, Options::Postgres(_) | Options::MySql(_)) => {
                Arc::clone(self.waiting(purpose))
            }
            // A file may be put in the place of another at any time; what was opened before is the old one.
            (Purpose::Writing, Options::Sqlite(_)) => Idle::default(),
        };
        Ok(Snapshot {
            connection,
            dialect: self.dialect(),
            // A server that hangs does not notice its own limit, so ours is a little longer.
            patience: self.statement_time + connect_time,
            statement_time: self.statement_time,
            idle,
            lists: None,
            permit,
        })
    }

    /// The connections that wait for the next transaction of this kind.
    fn waiting(&self, purpose: Purpose) -> &Idle {
        match purpose {
            Purpose::Reading => &self.idle,
            Purpose::Writing => &self.writers,
        }
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
        self.connect_to(&self.options).await
    }

    async fn connect_to(&self, options: &Options) -> Result<AnyConnection, sqlx::Error> {
        match options {
            Options::Postgres(options) => {
                let mut connection = Box::new(options.connect().await?);
                let id = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut *connection).await?;
                Ok(AnyConnection::Postgres { connection, id })
            }
            Options::Sqlite(options) => {
                let mut connection = options.connect().await?;
                if let Err(error) = connection.execute(LOOK).await {
                    if !fault::is_left_behind(&error) {
                        return Err(error);
                    }
                    // A writer was killed, and the first to come undoes what it had not ended, which we who only read
                    // may not. Our own eraser may have been that writer.
                    let mut first = options.as_ref().clone().read_only(false).connect().await?;
                    first.execute(LOOK).await?;
                    first.close().await?;
                }
                Ok(AnyConnection::Sqlite(Box::new(connection)))
            }
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

/// What a transaction is begun for.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    /// It sees one state of the data and changes nothing.
    Reading,
    /// It may change data.
    Writing,
}

impl Purpose {
    async fn begin(self, connection: &mut AnyConnection, statement_time: Duration) -> Result<(), sqlx::Error> {
        match self {
            Self::Reading => connection.begin(statement_time).await,
            Self::Writing => connection.begin_writing(statement_time).await,
        }
    }
}

impl Options {
    /// The same database, which may be changed. SQLite obeys its foreign keys only when told to.
    fn for_writing(&self) -> Self {
        match self {
            Self::Postgres(options) => Self::Postgres(options.clone()),
            Self::MySql(options) => Self::MySql(options.clone()),
            Self::Sqlite(options) => {
                let options = options.as_ref().clone().read_only(false).foreign_keys(true);
                Self::Sqlite(Box::new(options.row_buffer_size(ROWS_AHEAD)))
            }
        }
    }
}
