//! A worker marks data by the names that were relied on when it began. One that is refused meanwhile is a stranger's: the task that
//! takes its mark away may have ended before the worker came to it, and is taken up once more.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::{database, ids::IdentifierId},
    task::{
        self,
        entity::Model,
        state::{Operation, Outcome, State},
    },
    ticket,
};

/// The names by which a worker is about to mark; none if it marks nothing.
pub(in crate::casework) async fn names(desk: &Desk, task: &Model) -> Result<Vec<IdentifierId>, CaseError> {
    if !matches!(task.operation, Operation::Lock | Operation::Stop) || task.identifier_id.is_some() {
        return Ok(Vec::new());
    }
    let names = identifier::store::of(&desk.db, task.ticket_id).await?;
    Ok(names.iter().filter(|name| name.standing == Standing::Trusted).map(|name| name.id).collect())
}

/// Has the marks of those taken away that are not relied on any more, now that the worker has ended, whatever came of it.
pub(in crate::casework) async fn take_away(desk: &Desk, task: &Model, names: &[IdentifierId]) -> Result<(), CaseError> {
    if names.is_empty() {
        return Ok(());
    }
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[task.ticket_id]).await?;
    if once_more(&tx, desk, task, names).await? {
        tx.commit().await?;
        desk.wake.notify_waiters();
    }
    Ok(())
}

async fn once_more(
    tx: &DatabaseTransaction,
    desk: &Desk,
    task: &Model,
    names: &[IdentifierId],
) -> Result<bool, CaseError> {
    let known = identifier::store::of(tx, task.ticket_id).await?;
    let is_theirs = |id: IdentifierId| known.iter().any(|name| name.id == id && name.standing == Standing::Trusted);
    // What is left out waits for people to decide, and begins then.
    let is_over = |it: &Model| it.state == State::Ended && it.outcome != Some(Outcome::Skipped);
    let mut any = false;
    for other in task::store::of(tx, task.ticket_id).await? {
        let is_of_this = other.operation == Operation::Unlock && other.system == task.system;
        let of_a_stranger = other.identifier_id.is_some_and(|id| names.contains(&id) && !is_theirs(id));
        if is_of_this && other.request_id == task.request_id && of_a_stranger && is_over(&other) {
            any |= task::store::retry(tx, other.id, desk.now()).await?;
        }
    }
    Ok(any)
}
