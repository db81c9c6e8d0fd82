//! Reading rows without waiting for ever and without going on when nobody wants them any more.

use futures_util::{FutureExt, StreamExt, stream::BoxStream};

use crate::contract::{call::Call, error::ConnectorError};

use super::{
    dialect::Dialect,
    fault,
    snapshot::Snapshot,
    statement::{Row, Statement},
};

/// Why rows stopped coming.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) error: ConnectorError,
    /// Whether the tables are perhaps not what they were.
    pub(super) is_about_schema: bool,
    /// Whether the database itself ended the question, so that its connection is free for the next.
    pub(super) is_clean: bool,
}

impl From<ConnectorError> for Stopped {
    fn from(error: ConnectorError) -> Self {
        Self { error, is_about_schema: false, is_clean: false }
    }
}

/// The rows of one statement.
pub(super) struct Rows<'s> {
    rows: BoxStream<'s, Result<Row, sqlx::Error>>,
    about: &'s str,
    dialect: Dialect,
    patience: std::time::Duration,
}

impl<'s> Rows<'s> {
    /// Asks.
    pub(super) fn of(snapshot: &'s mut Snapshot, statement: &'s Statement) -> Self {
        let (dialect, patience) = (snapshot.dialect, snapshot.patience);
        Self { rows: snapshot.rows(statement), about: &statement.about, dialect, patience }
    }

    /// The next row, or the end.
    pub(super) async fn next(&mut self, call: &Call) -> Result<Option<Row>, Stopped> {
        if call.cancel.is_cancelled() {
            return Err(ConnectorError::Cancelled.into());
        }
        let next = match self.rows.next().now_or_never() {
            // A row that has come already needs no clock.
            Some(next) => Ok(next),
            None => tokio::select! {
                biased;
                () = call.cancel.cancelled() => return Err(ConnectorError::Cancelled.into()),
                next = tokio::time::timeout(self.patience, self.rows.next()) => next,
            },
        };
        match next {
            Ok(None) => Ok(None),
            Ok(Some(Ok(row))) => Ok(Some(row)),
            Ok(Some(Err(error))) => {
                let is_about_schema = fault::is_about_schema(&error);
                let is_clean = matches!(error, sqlx::Error::Database(_));
                Err(Stopped { error: fault::of(self.dialect, self.about, &error), is_about_schema, is_clean })
            }
            Err(_) => Err(ConnectorError::transient(format!("{}: the database does not answer", self.about)).into()),
        }
    }
}

/// All rows, of a statement whose answer is known to be small.
pub(super) async fn all(snapshot: &mut Snapshot, statement: &Statement, call: &Call) -> Result<Vec<Row>, Stopped> {
    let mut rows = Rows::of(snapshot, statement);
    let mut all = Vec::new();
    while let Some(row) = rows.next(call).await? {
        all.push(row);
    }
    Ok(all)
}
