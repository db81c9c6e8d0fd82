//! People look at what would be erased: they decide what the manifest leaves open, and approve exactly what they saw.
//!
//! A plan needs the approval of as many different people as the configuration says, two unless it says otherwise.

use std::collections::BTreeMap;

use rightsdesk_exporters::contract::erasure::{Order, SharedChoice};
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::{authority, locked},
        collecting::order,
        copying::copy_first,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened, Place},
    },
    deactivation::in_the_way,
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TaskId, TicketId},
    },
    task::{self, approval, entity::Model, erasure::Erasure, result::TaskResult, state::State},
};

/// What people decide of what the manifest leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// What happens to rows that belong to other people too, by collection.
    pub shared: BTreeMap<String, SharedChoice>,
    /// Whether a second look was taken at a plan that touches a large share of a table.
    pub accepts_large_share: bool,
}

/// What comes of an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approved {
    /// Others have to approve it as well.
    Waits,
    /// It was the last that was needed: a worker carries it out.
    Begins,
    /// It was the last that was needed; something else comes first.
    Later,
}

/// Approves the plan with this hash. With the last approval that is needed the erasure is in the queue.
pub async fn approve(
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    id: TaskId,
    plan: &str,
) -> Result<Approved, CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Two who approve at the same time would each count only themselves, and nobody could press again.
    database::serialise(&tx, &format!("approvals of {id}")).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    locked::must_be_free(&tx, ticket).await?;
    authority::must_be_shown(&tx, &opened.ticket).await?;
    let (row, result, erasure) = waiting(&tx, &opened, id).await?;
    if erasure.preview.hash != plan {
        return Err(Refusal::PlanChanged.into());
    }
    if !erasure.preview.is_ready() {
        return Err(Refusal::PlanHasObstacles.into());
    }
    if in_the_way::is_open_again(&tx, ticket).await? {
        return Err(Refusal::OpenedAgain.into());
    }
    let tasks = task::store::of(&tx, ticket).await?;
    if order::exports_are_open(&tasks) {
        return Err(Refusal::ExportsFirst.into());
    }
    copy_first::must_be_out(&tx, ticket).await?;
    if !approval::add(&tx, id, plan, by, now).await? {
        return Err(Refusal::ApprovedBefore.into());
    }
    let approvals = approval::of(&tx, id, plan).await?.len();
    let details = json!({ "task": id, "system": row.system, "plan": plan });
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Staff(by), "erasure_approved").with(details)]).await?;
    // What comes before it may not have ended: then it goes on by itself when that has.
    let approved = if approvals < desk.config.erasure.approvals() {
        Approved::Waits
    } else if order::may_begin(desk, &tasks, &row, &result).is_ok() {
        if !task::store::go_on(&tx, id, now).await? {
            return Err(CaseError::Changed);
        }
        Approved::Begins
    } else {
        Approved::Later
    };
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(approved)
}

/// Has the plan drawn up anew with these decisions; approvals of the plan as it was are worth nothing then.
pub async fn decide(
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    id: TaskId,
    decisions: Decisions,
) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let (row, result, _) = waiting(&tx, &opened, id).await?;
    let Decisions { shared, accepts_large_share } = decisions;
    let details = json!({ "task": id, "system": row.system, "shared": shared, "large_share": accepts_large_share });
    let result = TaskResult { order: Some(Order { as_of: now, shared, accepts_large_share }), erasure: None, ..result };
    let text = serde_json::to_string(&result).map_err(CaseError::fault)?;
    approval::forget(&tx, id).await?;
    if !task::store::go_on_with(&tx, id, opened.seal(desk, Place::TaskResult(id), &text), now).await? {
        return Err(CaseError::Changed);
    }
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Staff(by), "erasure_decided").with(details)]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The task, if it waits for people to look at what it would erase.
async fn waiting(
    tx: &sea_orm::DatabaseTransaction,
    opened: &Opened,
    id: TaskId,
) -> Result<(Model, TaskResult, Erasure), CaseError> {
    let row = task::store::by_id(tx, id).await?.filter(|row| row.ticket_id == opened.ticket.id);
    let row = row.ok_or(CaseError::NotFound)?;
    let result = opened.result_of(&row)?;
    match &result.erasure {
        Some(erasure) if row.state == State::ByHand && erasure.done.is_none() => {
            let erasure = erasure.clone();
            Ok((row, result, erasure))
        }
        Some(_) | None => Err(Refusal::NothingToApprove.into()),
    }
}
