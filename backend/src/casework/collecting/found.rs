//! Whether anything of the person's was found: what was found and is kept, under a hold for example, is not nothing.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::{error::CaseError, sealing::Opened},
    request,
    task::{
        self,
        state::{Operation, Outcome},
    },
};

/// Whether a system found something when it was asked for this request.
pub(in crate::casework) async fn is_anything(
    tx: &DatabaseTransaction,
    opened: &Opened,
    request: &request::entity::Model,
) -> Result<bool, CaseError> {
    for task in task::store::of(tx, opened.ticket.id).await? {
        let is_of_request = task.request_id.is_none_or(|id| id == request.id);
        if !is_of_request || !is_asked_for_data(task.operation) {
            continue;
        }
        let result = opened.result_of(&task)?;
        // What is gone was there.
        if !result.gone.is_empty() {
            return Ok(true);
        }
        if task.outcome == Some(Outcome::NotFound) {
            continue;
        }
        let located = result.located.as_ref().map_or(0, |it| it.counts.iter().map(|count| count.records).sum());
        let planned = result.erasure.as_ref().map_or(0, |it| it.found());
        if located + planned > 0 || !result.segments.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_asked_for_data(operation: Operation) -> bool {
    match operation {
        Operation::Export | Operation::Erase => true,
        Operation::Resolve
        | Operation::Correct
        | Operation::Lock
        | Operation::Unlock
        | Operation::Stop
        | Operation::Review => false,
    }
}
