//! The circumstances of one question: who asks, how long the answer may take, and how to stop.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::error::ConnectorError;

/// Handed to every operation of a connector.
#[derive(Clone, Debug)]
pub struct Call {
    /// The id of the task: the same for every repetition, so that the other side can tell a repetition from a new order.
    pub id: String,
    /// Set when the answer is no longer wanted. An operation looks at it between pages and batches.
    pub cancel: CancellationToken,
    /// How long an operation that has a cursor should go on before it returns one. Not a time limit on a single query.
    pub budget: Duration,
}

impl Call {
    /// A call that nobody will stop and that may take its time; for the command line and for tests.
    pub fn unhurried(id: impl Into<String>) -> Self {
        Self { id: id.into(), cancel: CancellationToken::new(), budget: Duration::from_secs(600) }
    }

    /// An error if the answer is no longer wanted.
    pub fn still_wanted(&self) -> Result<(), ConnectorError> {
        if self.cancel.is_cancelled() { Err(ConnectorError::Cancelled) } else { Ok(()) }
    }
}
