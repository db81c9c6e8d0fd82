//! The request is answered: the former values are destroyed. What stays are names of fields, counts, and keyed hashes.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
    },
    correction,
    desk::Desk,
    task::{self, result::TaskResult, state::Operation},
};

/// Destroys them on the whole ticket.
pub(in crate::casework) async fn forget(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
) -> Result<(), CaseError> {
    let id = opened.ticket.id;
    correction::store::forget_values(tx, id).await?;
    let tasks = task::store::of(tx, id).await?;
    for task in tasks.iter().filter(|task| task.operation == Operation::Correct) {
        let result = opened.result_of(task)?;
        let Some(correcting) = result.correcting else { continue };
        let result = TaskResult { correcting: Some(correcting.without_values()), ..result };
        let text = serde_json::to_string(&result).map_err(CaseError::fault)?;
        task::store::put_result(tx, task.id, opened.seal(desk, Place::TaskResult(task.id), &text)).await?;
    }
    Ok(())
}
