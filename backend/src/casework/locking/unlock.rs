//! A lock has ended: each system in which it was put into effect is asked to use the data again, or a person is.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{entity::Model, place},
    kernel::ids::{TaskId, TicketId},
    task::{
        self,
        state::{Operation, Outcome},
        store::Planned,
    },
    ticket::{self, keys},
};

/// Opens the tasks.
pub(in crate::casework) async fn open(
    tx: &DatabaseTransaction,
    desk: &Desk,
    lock: &Model,
    id: TicketId,
) -> Result<(), CaseError> {
    // Nobody knows any more whom it was about.
    if ticket::store::by_id(tx, id).await?.is_none() || keys::of(tx, &desk.masters, id).await.is_err() {
        return Ok(());
    }
    let places = place::of_all(tx, &[lock.id]).await?;
    let is_covered = |system: &str| lock.is_everywhere || places.iter().any(|place| place.system == system);
    let tasks = task::store::of(tx, id).await?;
    let locked =
        tasks.iter().filter(|task| task.operation == Operation::Lock && was_done(task) && is_covered(&task.system));
    let mut planned = Vec::new();
    for task in locked {
        let is_same = |other: &&task::entity::Model| {
            let is_theirs = other.operation == Operation::Unlock && other.identifier_id.is_none();
            is_theirs && other.request_id == task.request_id && other.system == task.system
        };
        match tasks.iter().find(is_same) {
            Some(again) => {
                task::store::retry(tx, again.id, desk.now()).await?;
            }
            None => planned.push(Planned {
                id: TaskId(desk.ids.fresh()),
                ticket: id,
                request: task.request_id,
                identifier: None,
                system: task.system.clone(),
                operation: Operation::Unlock,
                round: 0,
                ended: None,
            }),
        }
    }
    task::store::insert(tx, planned, desk.config.work.attempts, desk.now()).await?;
    Ok(())
}

/// Whether something was done, by a worker or by a person.
pub(super) fn was_done(task: &task::entity::Model) -> bool {
    task.outcome.is_some_and(|outcome| matches!(outcome, Outcome::Done | Outcome::Manual | Outcome::Partial))
}
