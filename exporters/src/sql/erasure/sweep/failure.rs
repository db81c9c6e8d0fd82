//! Why an attempt came to nothing, and whose fault that is.

use std::collections::BTreeMap;

use crate::{
    contract::{
        erasure::{Obstacle, ObstacleKind},
        error::ConnectorError,
    },
    sql::{fault, read_rows::Stopped, snapshot::Snapshot},
};

/// Why an attempt came to nothing.
#[derive(Debug)]
pub(super) enum Failure {
    /// No attempt would come to anything now: the database is away, or we may not.
    Stopped(Stopped),
    /// Something is in the way of these people, by their index in the attempt.
    People(BTreeMap<usize, Vec<Obstacle>>),
    /// Something is in the way of somebody, and nobody can say of whom.
    Somebody(Vec<Obstacle>),
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        Self::of(stopped)
    }
}

impl Failure {
    /// The database's own rules may be broken by one person's rows; whatever else is wrong is wrong for all.
    pub(super) fn of(stopped: Stopped) -> Self {
        match &stopped.error {
            ConnectorError::Permanent { what } if stopped.is_clean && !stopped.is_about_schema => {
                Self::Somebody(vec![forbidden(what.clone())])
            }
            ConnectorError::Permanent { .. } | ConnectorError::Transient { .. } | ConnectorError::Cancelled => {
                Self::Stopped(stopped)
            }
        }
    }
}

/// What the database's fault means while rows are changed.
pub(super) fn refused(snapshot: &Snapshot, what: &str, error: &sqlx::Error) -> Failure {
    let is_about_schema = fault::is_about_schema(error) || fault::is_about_permission(error);
    let is_clean = matches!(error, sqlx::Error::Database(_));
    Failure::of(Stopped { error: fault::of(snapshot.dialect, what, error), is_about_schema, is_clean })
}

fn forbidden(what: String) -> Obstacle {
    // What was done stands first: `delete ems.host: a rule of the table forbids it (code 23503)`.
    let at = what.split(':').next().unwrap_or_default();
    Obstacle {
        at: at.split(' ').next_back().unwrap_or_default().to_owned(),
        kind: ObstacleKind::Constraint,
        advice: "make a preview of this person's erasure, which tells more".to_owned(),
        what,
    }
}
