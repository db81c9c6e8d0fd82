//! What a request that is never weighed is known by, and whether what it is aimed at has stopped (Art. 21(3), 7(3)). Only looks.

use sea_orm::ConnectionTrait;

use crate::{
    casework::{circumstances::authority, error::CaseError},
    desk::Desk,
    identifier,
    request::{self, aim::Aims},
    task::{
        self,
        state::{Operation, Outcome as Ended},
    },
    ticket,
};

/// Whether nothing in it can be weighed or refused.
pub fn is_absolute(row: &request::entity::Model) -> bool {
    row.aims.as_ref().is_some_and(Aims::is_absolute)
}

/// Whether a task is to stop what is never weighed: whoever does it by hand does it at once (Art. 21(3)).
pub(in crate::casework) async fn is_for(
    db: &impl ConnectionTrait,
    task: &task::entity::Model,
) -> Result<bool, CaseError> {
    if task.operation != Operation::Stop {
        return Ok(false);
    }
    let requests = request::store::of(db, task.ticket_id).await?;
    Ok(requests.iter().any(|row| Some(row.id) == task.request_id && is_absolute(row)))
}

/// How a system stands to a use that is to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// It has stopped, or knows nobody by the names that we have.
    Done,
    /// It finds people by other kinds of names than those that we have: nobody can be written to there by these.
    OutOfReach,
    /// Not yet: what was left out, or done in part, is no end of it.
    No,
}

impl Stop {
    fn of(task: &task::entity::Model) -> Self {
        match task.outcome {
            Some(Ended::Done | Ended::Manual | Ended::NotFound) => Self::Done,
            Some(Ended::NotLooked) => Self::OutOfReach,
            Some(Ended::Partial | Ended::Skipped | Ended::Abandoned) | None => Self::No,
        }
    }
}

/// Whether the person can be told that what this request is aimed at has stopped. A system that finds people by other kinds of names
/// does not keep them waiting for ever, as long as one could be asked at all.
pub fn has_stopped(desk: &Desk, row: &request::entity::Model, tasks: &[task::entity::Model]) -> bool {
    let Some(aims) = row.aims.as_ref().filter(|aims| aims.is_absolute()) else { return false };
    // What asks nothing of a system was left out there from the beginning.
    let is_asked = |key: &str| desk.systems.get(key).is_none_or(|system| aims.concerns(system.connector.about()));
    let stops: Vec<Stop> = tasks
        .iter()
        .filter(|task| task.operation == Operation::Stop && task.request_id == Some(row.id) && is_asked(&task.system))
        .filter(|task| !task.is_held_for_others())
        .map(Stop::of)
        .collect();
    stops.iter().all(|stop| *stop != Stop::No) && (stops.is_empty() || stops.contains(&Stop::Done))
}

/// Whether a decision on names comes before the letter. What is relied on has stopped at once; but nobody is told that it has
/// stopped everywhere as long as no system was asked by a name that they gave, nor while we rely on no name of theirs at all.
pub fn waits_for_names(ticket: &ticket::entity::Model, names: &[identifier::entity::Model]) -> bool {
    authority::is_nobody(ticket, names) || names.iter().any(identifier::entity::Model::is_undecided)
}
