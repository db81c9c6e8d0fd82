//! People look at what would be written, and approve exactly what they saw.

use serde_json::json;

use super::said;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
    },
    correction::{self, state::State},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TaskId, TicketId},
    },
    task::{self, approval, correcting::Correcting, entity::Model, result::TaskResult, state::State as TaskState},
};

/// Approves the proposal with this hash. With the last approval that is needed it is in the queue.
pub async fn approve(desk: &Desk, by: StaffId, ticket: TicketId, id: TaskId, plan: &str) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Two who approve at the same time would each count only themselves, and nobody could press again.
    database::serialise(&tx, &format!("approvals of {id}")).await?;
    let opened = sealing::open(&tx, desk, ticket).await?;
    let (row, _, correcting) = waiting(&tx, &opened, id).await?;
    let proposal = correcting.proposal.ok_or(Refusal::NothingToApprove)?;
    if proposal.hash != plan {
        return Err(Refusal::ProposalChanged.into());
    }
    if !proposal.is_ready() {
        return Err(Refusal::ProposalHasMisfits.into());
    }
    let request = row.request_id.ok_or(CaseError::NotFound)?;
    let said = said::live(&tx, &opened, request, &row.system).await?.ok_or(Refusal::NothingToApprove)?;
    let is_own = said.rows.iter().any(|row| row.asked_by == Some(by));
    if is_own && !desk.config.rectification.own_words {
        return Err(Refusal::OwnCorrection.into());
    }
    if !approval::add(&tx, id, plan, by, now).await? {
        return Err(Refusal::ApprovedBefore.into());
    }
    let details = json!({ "task": id, "system": row.system, "plan": plan });
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Staff(by), "correction_approved").with(details)]).await?;
    if approval::of(&tx, id, plan).await?.len() >= desk.config.rectification.approvals() {
        let ids = said.rows.iter().map(|row| row.id).collect();
        correction::store::move_on(&tx, ids, State::Approved).await?;
        task::store::go_on(&tx, id, now).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The task, if it waits for people and nothing was written yet.
pub(super) async fn waiting(
    tx: &sea_orm::DatabaseTransaction,
    opened: &Opened,
    id: TaskId,
) -> Result<(Model, TaskResult, Correcting), CaseError> {
    let row = task::store::by_id(tx, id).await?.filter(|row| row.ticket_id == opened.ticket.id);
    let row = row.ok_or(CaseError::NotFound)?;
    let result = opened.result_of(&row)?;
    match &result.correcting {
        Some(correcting) if row.state == TaskState::ByHand && correcting.done.is_empty() => {
            let correcting = correcting.clone();
            Ok((row, result, correcting))
        }
        Some(_) | None => Err(Refusal::NothingToApprove.into()),
    }
}
