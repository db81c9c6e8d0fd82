//! One state of the data, and what is asked of it or changed in it.

use std::time::Duration;

use futures_util::{StreamExt, TryFutureExt, stream::BoxStream};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr, SqliteConnection};
use tokio::{sync::OwnedSemaphorePermit, time::timeout};

use crate::contract::error::ConnectorError;

use super::{
    cells::{mysql_cells, postgres_cells, sqlite_cells},
    connection::{AnyConnection, limit},
    dialect::Dialect,
    fault,
    idle::{Idle, keep},
    lists::{Lists, Making},
    statement::{Bind, Row, Statement},
};

/// A statement whose rows are handed on takes as long as those who take them: it may go on so many times longer.
const STREAMING: u32 = 120;

/// How long the end of a transaction may take.
const END_TIME: Duration = Duration::from_secs(10);

/// Binds the values of a statement. The drivers share no trait by which a function could do it for all three.
macro_rules! bound {
    ($query:expr, $statement:expr, $texts:expr, $unsigned:expr) => {{
        let (texts_of, unsigned_of) = ($texts, $unsigned);
        let mut query = $query.persistent($statement.may_stay_prepared());
        for bind in &$statement.binds {
            query = match bind {
                Bind::Text(text) => query.bind(text.as_deref()),
                Bind::Texts(texts) => query.bind(texts_of(texts)),
                Bind::Bytes(bytes) => query.bind(bytes.as_slice()),
                Bind::Signed(number) => query.bind(*number),
                Bind::Unsigned(number) => query.bind(unsigned_of(*number)),
            };
        }
        query
    }};
}

/// A list goes to the database without being copied before.
fn as_they_are(texts: &[String]) -> &[String] {
    texts
}

/// One state of the data. Dropping it closes its connection.
pub(super) struct Snapshot {
    pub(super) connection: AnyConnection,
    /// What is asked.
    pub(super) dialect: Dialect,
    /// How long we wait for a row.
    pub(super) patience: Duration,
    pub(super) statement_time: Duration,
    pub(super) idle: Idle,
    /// Where the same lists are asked for again and again.
    pub(super) lists: Option<Lists>,
    pub(super) permit: OwnedSemaphorePermit,
}

impl Snapshot {
    /// The rows that a statement answers, as they come.
    pub(super) fn rows(&mut self, statement: &Statement) -> BoxStream<'_, Result<Row, sqlx::Error>> {
        tracing::trace!(about = statement.about, "asking");
        let text = || AssertSqlSafe(statement.text.clone()).into_sql_str();
        match &mut self.connection {
            AnyConnection::Postgres { connection, .. } => {
                let query = bound!(sqlx::query(text()), statement, as_they_are, |n: u64| n.to_string());
                query.fetch(&mut **connection).map(|row| postgres_cells(&row?)).boxed()
            }
            AnyConnection::MySql { connection, .. } => {
                let query = bound!(sqlx::query(text()), statement, |texts: &[String]| texts.join(","), |n: u64| n);
                query.fetch(&mut **connection).map(|row| mysql_cells(&row?)).boxed()
            }
            AnyConnection::Sqlite(connection) => {
                let (stand_in, making) = self.lists.as_mut().map(|lists| lists.stand_in(statement)).unzip();
                let statement = stand_in.as_ref().unwrap_or(statement);
                let text = AssertSqlSafe(statement.text.clone()).into_sql_str();
                let query =
                    bound!(sqlx::query(text), statement, |texts: &[String]| texts.join(","), |n: u64| n.to_string());
                let rows = async move {
                    make(connection, making.unwrap_or_default()).await?;
                    Ok::<_, sqlx::Error>(query.fetch(&mut **connection).map(|row| sqlite_cells(&row?)))
                };
                rows.try_flatten_stream().boxed()
            }
        }
    }

    /// Whether MariaDB answers.
    pub(super) fn is_mariadb(&self) -> bool {
        match &self.connection {
            AnyConnection::MySql { is_mariadb, .. } => *is_mariadb,
            AnyConnection::Postgres { .. } | AnyConnection::Sqlite(_) => false,
        }
    }

    /// Makes a statement that changes rows; how many it changed.
    pub(super) async fn change(&mut self, statement: &Statement) -> Result<u64, sqlx::Error> {
        tracing::trace!(about = statement.about, "changing");
        let text = || AssertSqlSafe(statement.text.clone()).into_sql_str();
        match &mut self.connection {
            AnyConnection::Postgres { connection, .. } => {
                let query = bound!(sqlx::query(text()), statement, as_they_are, |n: u64| n.to_string());
                query.execute(&mut **connection).await.map(|done| done.rows_affected())
            }
            AnyConnection::MySql { connection, .. } => {
                let query = bound!(sqlx::query(text()), statement, |texts: &[String]| texts.join(","), |n: u64| n);
                query.execute(&mut **connection).await.map(|done| done.rows_affected())
            }
            AnyConnection::Sqlite(connection) => {
                let (stand_in, making) = self.lists.as_mut().map(|lists| lists.stand_in(statement)).unzip();
                let statement = stand_in.as_ref().unwrap_or(statement);
                let text = AssertSqlSafe(statement.text.clone()).into_sql_str();
                make(connection, making.unwrap_or_default()).await?;
                let query =
                    bound!(sqlx::query(text), statement, |texts: &[String]| texts.join(","), |n: u64| n.to_string());
                query.execute(&mut **connection).await.map(|done| done.rows_affected())
            }
        }
    }

    /// Says words of our own that no database prepares, such as those about savepoints.
    pub(super) async fn say(&mut self, words: &'static str) -> Result<(), ConnectorError> {
        let said = match &mut self.connection {
            AnyConnection::Postgres { connection, .. } => connection.execute(words).await.map(drop),
            AnyConnection::MySql { connection, .. } => connection.execute(words).await.map(drop),
            AnyConnection::Sqlite(connection) => connection.execute(words).await.map(drop),
        };
        said.map_err(|error| fault::of(self.dialect, "a savepoint", &error))?;
        if let Some(lists) = &mut self.lists {
            // Going back to a savepoint takes what was made since along.
            lists.forget();
        }
        Ok(())
    }

    /// Tells the database that it will be asked about many people at once, to the end of the transaction.
    ///
    /// PostgreSQL takes a look into an index for as dear as if the disk had to turn for it, so for a thousand names it would
    /// rather read whole tables, each time; and it would compile questions that are answered in milliseconds. SQLite gets each
    /// list of names once.
    pub(super) async fn expect_many(&mut self) -> Result<(), ConnectorError> {
        match self.dialect {
            Dialect::Postgres { .. } => self.say("SET LOCAL random_page_cost = 1.1; SET LOCAL jit = off").await,
            Dialect::Sqlite => {
                self.lists = Some(Lists::default());
                Ok(())
            }
            Dialect::MySql => Ok(()),
        }
    }

    /// Makes all changes of the transaction hold; if that fails, none of them does.
    pub(super) async fn commit(mut self) -> Result<(), ConnectorError> {
        match timeout(self.patience, self.connection.commit()).await {
            Ok(Ok(())) => {
                keep(&self.idle, self.connection);
                Ok(())
            }
            Ok(Err(error)) => Err(fault::of(self.dialect, "the end of the transaction", &error)),
            Err(_) => Err(ConnectorError::transient("the end of the transaction: the database does not answer")),
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
        if let Ok(Ok(())) = timeout(END_TIME, self.connection.rollback()).await {
            keep(&self.idle, self.connection);
        }
        drop(self.permit);
    }
}

/// Makes tables of lists.
async fn make(connection: &mut SqliteConnection, making: Vec<Making>) -> Result<(), sqlx::Error> {
    for Making { create, fill, list } in making {
        connection.execute(AssertSqlSafe(create)).await?;
        sqlx::query(AssertSqlSafe(fill).into_sql_str()).bind(list).execute(&mut *connection).await?;
    }
    Ok(())
}
