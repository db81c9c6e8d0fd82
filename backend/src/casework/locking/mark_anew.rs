//! A name that is learned after a lock or an objection was answered: what the systems were asked by the names that were known then,
//! they are asked once more, by all that are known now. What stands marked already is left as it is.
//!
//! Requests that are open need nothing of this: their tasks are thrown away and planned anew.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{self, lock},
    kernel::ids::TicketId,
    request::{
        self,
        entity::Model as Request,
        state::{Outcome as Answered, State as RequestState},
    },
    task::{
        self,
        entity::Model,
        state::{Operation, Outcome, State},
    },
};

/// Asks them, in the transaction in which the name was learned.
pub(in crate::casework) async fn by_all_names(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
) -> Result<(), CaseError> {
    let requests = request::store::of(tx, ticket).await?;
    let upheld: Vec<_> = requests.iter().filter(|row| is_upheld(row)).collect();
    if upheld.is_empty() {
        return Ok(());
    }
    let standing: Vec<_> = hold::store::set_from(tx, ticket).await?.into_iter().map(|row| row.id).collect();
    let locks = lock::of_all(tx, &standing).await?;
    let tasks = task::store::of(tx, ticket).await?;
    let is_in_force = |task: &Model| match task.operation {
        Operation::Stop => true,
        // What nobody keeps locked any more is not locked by another name either.
        Operation::Lock => {
            locks.values().any(|lock| lock.request_id.is_none() || lock.request_id == task.request_id)
                && !tasks.iter().any(|other| is_end_of(other, task))
        }
        Operation::Resolve
        | Operation::Export
        | Operation::Correct
        | Operation::Erase
        | Operation::Unlock
        | Operation::Review => false,
    };
    let asked = tasks.iter().filter(|task| task.identifier_id.is_none() && is_begun(task) && is_in_force(task));
    for task in asked.filter(|task| upheld.iter().any(|request| Some(request.id) == task.request_id)) {
        task::begin::anew(tx, task, desk.now()).await?;
    }
    Ok(())
}

fn is_upheld(request: &Request) -> bool {
    request.state == RequestState::Answered
        && matches!(request.outcome, Some(Answered::Granted | Answered::PartlyGranted))
}

/// Whether a system was asked by the names as they were. What was left out stays so, and what has not begun asks by all names.
fn is_begun(task: &Model) -> bool {
    match task.state {
        State::Running => true,
        State::Ended => task.outcome != Some(Outcome::Skipped),
        State::Waiting | State::ByHand => false,
    }
}

fn is_end_of(other: &Model, task: &Model) -> bool {
    let is_end = other.operation == Operation::Unlock && other.identifier_id.is_none();
    is_end && other.request_id == task.request_id && other.system == task.system
}
