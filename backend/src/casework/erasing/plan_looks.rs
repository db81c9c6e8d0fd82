//! When an erasure is done, or a part of it, it is written down when it is looked at again.

use chrono::TimeDelta;
use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    kernel::ids::RecheckId,
    recheck::{self, store::Of},
    task::entity::Model,
};

/// Plans the looks at an erasure, in the transaction that says that it was done, or that it was broken off when something was gone.
pub(in crate::casework) async fn plan(tx: &DatabaseTransaction, desk: &Desk, row: &Model) -> Result<(), CaseError> {
    let Some(eraser) = desk.systems.get(&row.system).and_then(|system| system.connector.eraser()) else {
        return Ok(());
    };
    for after in eraser.looks_again() {
        let after = TimeDelta::from_std(after).map_err(CaseError::fault)?;
        let of = Of::Task(row.ticket_id, row.id, after);
        recheck::store::plan(tx, RecheckId(desk.ids.fresh()), &row.system, of, desk.now()).await?;
    }
    Ok(())
}
