//! People look at what would be written, and approve exactly what they saw.

use rightsdesk_exporters::contract::correction::{Correction, Proposal};
use serde_json::json;

use super::said;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::{authority, locked},
        error::CaseError,
        refusal::{Refusal, correcting::Uncorrected},
        sealing::{self, Opened},
    },
    correction,
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TaskId, TicketId},
    },
    task::{self, approval, correcting::Correcting, entity::Model, result::TaskResult, state::State as TaskState},
};

/// How many different people have to approve it. A field that is emptied is erased, by whatever name: that needs no fewer people
/// than an erasure does.
pub fn needed<'a>(desk: &Desk, plan: &Proposal, corrections: impl IntoIterator<Item = &'a Correction>) -> usize {
    let approvals = desk.config.rectification.approvals();
    let is_nothing = |value: &Option<String>| value.as_deref().is_none_or(|value| value.trim().is_empty());
    let empties = plan.changes.iter().any(|change| is_nothing(&change.new))
        || corrections.into_iter().any(|one| is_nothing(&one.right));
    if empties { approvals.max(desk.config.erasure.approvals()) } else { approvals }
}

/// Approves the proposal with this hash. With the last approval that is needed it is in the queue.
pub async fn approve(desk: &Desk, by: StaffId, ticket: TicketId, id: TaskId, plan: &str) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Two who approve at the same time would each count only themselves, and nobody could press again.
    database::serialise(&tx, &format!("approvals of {id}")).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    locked::must_be_free(&tx, ticket).await?;
    authority::must_be_shown(&tx, &opened.ticket).await?;
    let (row, _, correcting) = waiting(&tx, &opened, id).await?;
    let proposal = correcting.proposal.ok_or(Refusal::NothingToApprove)?;
    if proposal.hash != plan {
        return Err(Refusal::Uncorrected(Uncorrected::ProposalChanged).into());
    }
    if !proposal.is_ready() {
        return Err(Refusal::Uncorrected(Uncorrected::ProposalHasMisfits).into());
    }
    let request = row.request_id.ok_or(CaseError::NotFound)?;
    let said = said::live(&tx, &opened, request, &row.system).await?.ok_or(Refusal::NothingToApprove)?;
    let is_own = said.rows.iter().any(|row| row.asked_by == Some(by));
    if is_own && !desk.config.rectification.own_words {
        return Err(Refusal::Uncorrected(Uncorrected::OwnCorrection).into());
    }
    let needed = needed(desk, &proposal, said.corrections.each());
    if !approval::add(&tx, id, plan, by, now).await? {
        return Err(Refusal::ApprovedBefore.into());
    }
    let details = json!({ "task": id, "system": row.system, "plan": plan });
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Staff(by), "correction_approved").with(details)]).await?;
    if approval::of(&tx, id, plan).await?.len() >= needed {
        let ids = said.rows.iter().map(|row| row.id).collect();
        correction::store::move_on(&tx, ids, correction::state::APPROVE).await?;
        if !task::store::go_on(&tx, id, now).await? {
            return Err(CaseError::Changed);
        }
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
