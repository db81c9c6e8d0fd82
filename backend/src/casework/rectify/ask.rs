//! Somebody says what is wrong and what is right: the person from what they are shown, or staff for them.

use rightsdesk_exporters::contract::correction::{Correction, Corrections};
use serde_json::json;

use super::said;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        locking::lock_data,
        refusal::{Refusal, correcting::Uncorrected},
        sealing::{self, Opened, Place},
    },
    correction::{self, entity::Model},
    desk::Desk,
    hold,
    kernel::{
        actor::Actor,
        database,
        ids::{CorrectionId, StaffId, TaskId, TicketId},
    },
    task::{
        self, approval,
        result::TaskResult,
        state::{Operation, State as TaskState},
    },
};

/// The most corrections that wait for one system.
const MOST: usize = 100;

/// What is wrong in one system.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// The task that corrects there.
    pub task: TaskId,
    /// The fields.
    pub corrections: Vec<Correction>,
}

/// Writes down what is wrong; the system is then asked what would change.
pub async fn ask(desk: &Desk, by: Actor, ticket: TicketId, wrong: Vec<Wrong>) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    one_at_a_time(&tx, ticket).await?;
    let opened = sealing::open_with_others(&tx, desk, ticket).await?;
    let asked_by = match by {
        Actor::Staff(id) => Some(id),
        Actor::Subject | Actor::Worker | Actor::Desk => None,
    };
    for Wrong { task: id, corrections } in wrong.into_iter().filter(|wrong| !wrong.corrections.is_empty()) {
        let row = task::store::by_id(&tx, id).await?.filter(|row| row.ticket_id == ticket);
        let row = row.ok_or(CaseError::NotFound)?;
        let result = opened.result_of(&row)?;
        let is_open = row.operation == Operation::Correct && may_be_said(row.state);
        let request = match (&result.correcting, row.request_id) {
            (Some(correcting), Some(request)) if is_open && correcting.done.is_empty() => request,
            (Some(_) | None, _) => return Err(Refusal::Uncorrected(Uncorrected::NothingToCorrect).into()),
        };
        let rectifier = desk.systems.get(&row.system).and_then(|system| system.connector.rectifier());
        let fields = rectifier.map(|rectifier| rectifier.correctable()).unwrap_or_default();
        for one in &corrections {
            let field = fields.iter().find(|field| field.collection == one.collection && field.field == one.field);
            if !field.ok_or(Refusal::Uncorrected(Uncorrected::NothingToCorrect))?.takes(one.right.as_deref()) {
                return Err(Refusal::Uncorrected(Uncorrected::NotAValue).into());
            }
        }
        let before = said::live(&tx, &opened, request, &row.system).await?;
        let mut whole = Vec::new();
        let mut replaced = Vec::new();
        for (old, earlier) in before.iter().flat_map(|said| said.rows.iter().zip(said.corrections.each())) {
            let is_same = |one: &Correction| {
                one.collection == earlier.collection && one.field == earlier.field && one.held == earlier.held
            };
            if corrections.iter().any(is_same) {
                replaced.push(old.id);
            } else {
                whole.push(earlier.clone());
            }
        }
        whole.extend(corrections.iter().cloned());
        if whole.len() > MOST || Corrections::new(whole).is_err() {
            return Err(Refusal::Uncorrected(Uncorrected::NoCorrection).into());
        }
        correction::store::replace(&tx, replaced).await?;
        let template = Template { ticket, request, system: &row.system, asked_by, at: now };
        let rows = corrections.iter().map(|one| template.row(desk, &opened, one)).collect::<Result<Vec<_>, _>>()?;
        correction::store::insert(&tx, rows).await?;
        lock_data::contested(&tx, desk, (ticket, request), &row.system).await?;
        draft_anew(&tx, desk, &opened, &row, result).await?;
        let fields: Vec<String> = corrections.iter().map(|one| format!("{}.{}", one.collection, one.field)).collect();
        let line = Entry::on(ticket, now, by, "correction_asked");
        audit::store::append(&tx, [line.with(json!({ "system": row.system, "fields": fields }))]).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Two forms at once would each not see what the other one says of the same field.
pub(super) async fn one_at_a_time(tx: &sea_orm::DatabaseTransaction, ticket: TicketId) -> Result<(), sea_orm::DbErr> {
    database::serialise(tx, &format!("corrections of {ticket}")).await
}

/// Whether something can be said of what a task in this state corrects. While it waits for a worker more can be said: the worker
/// finds all of it, and nothing is written that was not seen.
pub(super) const fn may_be_said(state: TaskState) -> bool {
    match state {
        TaskState::ByHand | TaskState::Waiting => true,
        TaskState::Running | TaskState::Ended => false,
    }
}

/// Has the system asked again what would change; what was approved before is worth nothing then.
pub(super) async fn draft_anew(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &task::entity::Model,
    mut result: TaskResult,
) -> Result<(), CaseError> {
    if let Some(correcting) = &mut result.correcting {
        correcting.proposal = None;
    }
    let text = serde_json::to_string(&result).map_err(CaseError::fault)?;
    approval::forget(tx, row.id).await?;
    task::store::put_result(tx, row.id, opened.seal(desk, Place::TaskResult(row.id), &text)).await?;
    // While it waits for a worker already, that worker finds what was just said.
    let _ = task::store::go_on(tx, row.id, desk.now()).await?;
    Ok(())
}

/// What all rows of one act have in common.
pub(super) struct Template<'a> {
    pub(super) ticket: TicketId,
    pub(super) request: crate::kernel::ids::RequestId,
    pub(super) system: &'a str,
    pub(super) asked_by: Option<StaffId>,
    pub(super) at: chrono::DateTime<chrono::Utc>,
}

impl Template<'_> {
    pub(super) fn row(&self, desk: &Desk, opened: &Opened, one: &Correction) -> Result<Model, CaseError> {
        let id = CorrectionId(desk.ids.fresh());
        let held = serde_json::to_string(&one.held).map_err(CaseError::fault)?;
        let right = serde_json::to_string(&one.right).map_err(CaseError::fault)?;
        let name = format!("correction {}.{}", one.collection, one.field);
        Ok(Model {
            id,
            ticket_id: self.ticket,
            request_id: self.request,
            system: self.system.to_owned(),
            collection: one.collection.clone(),
            field: one.field.clone(),
            state: correction::state::START,
            held_hash: desk.index.hash(&name, &held).to_vec(),
            right_hash: desk.index.hash(&name, &right).to_vec(),
            held_sealed: Some(opened.seal(desk, Place::CorrectionHeld(id), &held)),
            right_sealed: Some(opened.seal(desk, Place::CorrectionRight(id), &right)),
            ground: None,
            asked_by: self.asked_by,
            asked_at: self.at,
            decided_by: None,
            decided_at: None,
        })
    }
}
