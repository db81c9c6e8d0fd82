//! What can stop a step of a sweep, and what becomes of its row then.

use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk_exporters::contract::error::ConnectorError;
use sea_orm::DbErr;

use crate::{casework::error::CaseError, kernel::backoff::backoff};

/// What stopped a step.
#[derive(Debug)]
pub(super) enum Stopped {
    /// A system, or the homeserver, gave no answer.
    System(ConnectorError),
    /// A fault of ours: the worker gives the row back.
    Ours(CaseError),
}

impl From<ConnectorError> for Stopped {
    fn from(error: ConnectorError) -> Self {
        Self::System(error)
    }
}

impl From<CaseError> for Stopped {
    fn from(error: CaseError) -> Self {
        Self::Ours(error)
    }
}

impl From<DbErr> for Stopped {
    fn from(error: DbErr) -> Self {
        Self::Ours(error.into())
    }
}

/// What becomes of the row of a step that a system stopped.
#[derive(Debug)]
pub(super) struct Next {
    /// Whether it is tried again, and not given up.
    pub is_again: bool,
    /// When it is tried again.
    pub due_at: DateTime<Utc>,
    /// What was wrong, in words for staff.
    pub problem: Option<String>,
}

/// What comes after `attempts` attempts of at most `most`.
pub(super) fn next(error: ConnectorError, attempts: i32, most: i32, now: DateTime<Utc>) -> Next {
    let (wait, problem) = match error {
        ConnectorError::Cancelled => (Some(TimeDelta::zero()), None),
        ConnectorError::Transient { what, retry_after } => {
            let asked = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
            ((attempts < most).then(|| asked.unwrap_or(backoff(attempts))), Some(what))
        }
        ConnectorError::Permanent { what } => (None, Some(what)),
    };
    match wait {
        Some(wait) => Next { is_again: true, due_at: now + wait, problem },
        None => Next { is_again: false, due_at: now, problem },
    }
}
