//! A member of staff asks for what was given up to be tried again.

use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, refusal::Refusal},
    deactivation::{part, sweep},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, SweepId, SweepPartId},
    },
};

/// Prepares a sweep again.
pub async fn sweep(desk: &Desk, by: StaffId, id: SweepId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if !sweep::retry(&tx, id, now).await? {
        return Err(Refusal::TaskNotOver.into());
    }
    let entry = Entry::aside(now, Actor::Staff(by), "sweep_retried").with(json!({ "sweep": id }));
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Goes on in one system.
pub async fn part(desk: &Desk, by: StaffId, id: SweepPartId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if !part::retry(&tx, id, now).await? {
        return Err(Refusal::TaskNotOver.into());
    }
    let entry = Entry::aside(now, Actor::Staff(by), "sweep_retried").with(json!({ "part": id }));
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
