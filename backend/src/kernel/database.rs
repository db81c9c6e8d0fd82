//! The desk's own database: SQLite or PostgreSQL, one code path.
//!
//! Every write goes through [`write()`]. On SQLite a transaction must begin IMMEDIATE: one that begins deferred and
//! reads before it writes fails at once with "database is locked" when another has written in between, whatever the
//! busy timeout.
//!
//! On PostgreSQL several write at a time, and two that take the same things in another order wait for each other until one of
//! them is undone ([`is_outrun`]). So every transaction takes what it needs in this order, and leaves out what it does not need:
//!
//! 1. `holds`: nobody else sets or lifts a hold, or begins to erase (`hold::store::serialise`);
//! 2. the turn at one small thing: `approvals of …`, `corrections of …`, `complaints about …`, `messages of …`, `sweep`, `sweep …`;
//! 3. `deactivation`: nobody else notes, reopens or claims closed accounts, or settles those of a sweep;
//! 4. accounts of staff, or tickets by their ids (`ticket::store::lock`);
//! 5. rows that belong to them, and lines of closed accounts;
//! 6. `ledger`, the end of the ledger (`ledger::store::append`);
//! 7. `audit`, the end of the log (`audit::store::hold`). After it come only new rows, and rows of tickets that are held.
//!
//! Whoever claims work ([`lease::claim`](super::lease::claim)) takes turns by the table's name, holds nothing else, and waits for no
//! row.

use std::{path::PathBuf, str::FromStr, time::Duration};

use rightsdesk_migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, RuntimeErr,
    SqlErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        self, ConnectOptions as _, Connection,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_orm_migration::MigratorTrait;

/// How long somebody waits for a connection, or for another writer of an SQLite database to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database cannot be asked at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// It could not be reached: nothing was begun, so nothing is written.
    Untouched,
    /// It went away in the middle: nobody knows whether what was written last holds.
    CutOff,
}

/// What becomes of an SQLite database that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IfMissing {
    /// Its file is made.
    Make,
    /// That is an error, whatever the address says.
    Refuse,
}

/// Opens a database that is there. Only its owner can read the file of an SQLite one.
pub async fn connect(url: &str, max_connections: u32) -> Result<DatabaseConnection, DbErr> {
    open(url, max_connections, IfMissing::Refuse).await
}

/// Opens a database; makes the file of an SQLite one that is not there. A desk that is already set up wants [`connect`]: an
/// empty database in a mistyped place would look as if nobody had ever asked.
pub async fn connect_or_make(url: &str, max_connections: u32) -> Result<DatabaseConnection, DbErr> {
    open(url, max_connections, IfMissing::Make).await
}

/// The file of an SQLite database, if it is not there.
pub fn missing_file(url: &str) -> Option<PathBuf> {
    if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
        return None;
    }
    let path = SqliteConnectOptions::from_str(url).ok()?.get_filename().to_owned();
    (!path.exists()).then_some(path)
}

async fn open(url: &str, max_connections: u32, if_missing: IfMissing) -> Result<DatabaseConnection, DbErr> {
    if url.starts_with("sqlite:") {
        close_to_others(url, if_missing);
    } else {
        knock(url).await?;
    }
    let mut options = ConnectOptions::new(url);
    options.max_connections(max_connections).acquire_timeout(PATIENCE).sqlx_logging(false).map_sqlx_sqlite_opts(
        move |sqlite| {
            sqlite
                .create_if_missing(if_missing == IfMissing::Make)
                .journal_mode(SqliteJournalMode::Wal)
                // With WAL, NORMAL loses nothing at a crash of the process; FULL also holds at a loss of power.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(PATIENCE)
                .foreign_keys(true)
                // Deleted rows are overwritten, not just unlinked.
                .pragma("secure_delete", "ON")
        },
    );
    Database::connect(options).await
}

/// Connects once. A pool tries again and again, and in the end knows only that time is up.
async fn knock(url: &str) -> Result<(), DbErr> {
    // What is no address is told by the library that will use it.
    let Ok(options) = PgConnectOptions::from_str(url) else { return Ok(()) };
    match tokio::time::timeout(PATIENCE, options.connect()).await {
        Ok(Ok(connection)) => {
            // It was only to see whether it comes about.
            let _ = connection.close().await;
            Ok(())
        }
        Ok(Err(error)) => Err(DbErr::Conn(RuntimeErr::SqlxError(error.into()))),
        Err(_) => Err(DbErr::Conn(RuntimeErr::Internal("no answer in time".to_owned()))),
    }
}

/// Makes the file of an SQLite database such that only its owner can read it; SQLite gives the files beside it the same
/// permissions. One that belongs to somebody else is their decision.
fn close_to_others(url: &str, if_missing: IfMissing) {
    #[cfg(unix)]
    {
        use std::{
            fs,
            os::unix::fs::{OpenOptionsExt, PermissionsExt},
        };
        let is_no_new_file = [":memory:", "mode=memory", "mode=ro"].iter().any(|mode| url.contains(mode));
        let Ok(options) = SqliteConnectOptions::from_str(url) else { return };
        if is_no_new_file {
            return;
        }
        let path = options.get_filename();
        // A failure is told better by the library, which comes here next.
        if if_missing == IfMissing::Make {
            let _ = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        }
        for beside in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(beside);
            if fs::metadata(&name).is_ok_and(|file| file.permissions().mode() & 0o077 != 0) {
                let _ = fs::set_permissions(&name, fs::Permissions::from_mode(0o600));
            }
        }
    }
}

/// Brings the tables up to date.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// How many steps are still to be taken. Writes nothing.
pub async fn pending_migrations(db: &DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.len())
}

/// Begins a transaction that writes.
pub async fn write(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    })
    .await
}

/// Whether a fault means that the database is away, and not that something is wrong.
pub fn away(error: &DbErr) -> Option<Away> {
    match error {
        DbErr::ConnectionAcquire(_) => Some(Away::Untouched),
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => match &**error {
            sqlx::Error::PoolTimedOut => Some(Away::Untouched),
            sqlx::Error::Io(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Some(Away::CutOff),
            sqlx::Error::Database(fault) => away_by_code(&fault.code().unwrap_or_default()),
            _ => None,
        },
        _ => None,
    }
}

fn away_by_code(code: &str) -> Option<Away> {
    match code {
        // PostgreSQL has no connection free, or is starting.
        "53300" | "57P03" => Some(Away::Untouched),
        // PostgreSQL is stopping.
        "57P01" | "57P02" => Some(Away::CutOff),
        // SQLite: somebody else writes. Extended codes hold the plain one in their low byte.
        _ if code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6)) => {
            Some(Away::Untouched)
        }
        // PostgreSQL's class of faults of connections.
        _ if code.len() == 5 && code.starts_with("08") => Some(Away::CutOff),
        _ => None,
    }
}

/// Whether PostgreSQL undid a transaction because another came in between: nothing is wrong and nothing is written, and whoever
/// tries again has what they want.
pub fn is_outrun(error: &DbErr) -> bool {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => match &**error {
            // Two waited for each other; or one read what another wrote.
            sqlx::Error::Database(fault) => matches!(&*fault.code().unwrap_or_default(), "40P01" | "40001"),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a row was not added because there is one already that no other may be like.
pub fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Lets only one transaction at a time hold `name`, until it ends. SQLite has but one writer anyway.
pub async fn serialise(tx: &DatabaseTransaction, name: &str) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock(hashtext($1)::bigint)",
            [name.into()],
        ))
        .await?;
    }
    Ok(())
}
