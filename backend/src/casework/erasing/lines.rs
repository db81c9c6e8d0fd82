//! What an erasure writes into the ledger: that it is about to begin, that it was done, that it was broken off.

use rightsdesk_exporters::contract::{
    erasure::{Effect, Evidence, Preview},
    subject::Subject,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;

use super::{plan_looks, put_on_ledger};
use crate::{
    audit,
    casework::{
        collecting::order, copying::copy_first, error::CaseError, holding::held, refusal::Refusal, sealing::Opened,
        telling::tell_recipients,
    },
    deactivation::in_the_way,
    desk::Desk,
    hold::store::Held,
    kernel::database,
    ledger::{cause::Cause, entry::Entry, names::Names, what::What},
    request,
    task::{self, entity::Model, result::TaskResult},
    ticket::{self, state::State},
};

/// The line of the ledger that ends what was begun.
pub(super) async fn interrupted(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    plan: &Preview,
    gone: &[Effect],
) -> Result<Entry, CaseError> {
    let evidence = Evidence { effects: gone.to_vec(), ..Evidence::default() };
    let told = (What::Interrupted, put_on_ledger::counts(Some(&evidence)));
    entry(&desk.db, desk, opened, task, plan, told).await
}

/// Writes into the ledger that the erasure is about to happen, unless it is held: then by what.
pub(super) async fn begin(
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    result: &TaskResult,
    plan: &Preview,
    subject: &Subject,
) -> Result<Vec<Held>, CaseError> {
    let tx = database::write(&desk.db).await?;
    // Before anything else of this transaction: who sets a hold waits for it, or it waits for them.
    let holds =
        held::for_certain(&tx, desk, held::Wish { ticket: row.ticket_id, subject, system: &row.system }).await?;
    if !holds.is_empty() {
        return Ok(holds);
    }
    ticket::store::lock(&tx, &[opened.ticket.id]).await?;
    // What had been broken off before is not skipped when the request is taken back: it ends by what was done.
    if ticket::store::by_id(&tx, row.ticket_id).await?.is_none_or(|ticket| ticket.state == State::Withdrawn) {
        return Err(CaseError::Changed);
    }
    if request::store::is_withdrawn(&tx, row.request_id).await? {
        return Err(CaseError::Changed);
    }
    // The person may have taken the request back, or a name may have been refused, since the task was claimed: then nothing
    // is begun.
    if !task::store::is_still_running(&tx, row.id).await? {
        return Err(CaseError::Changed);
    }
    // Nor is anything of somebody who has opened their account again.
    if in_the_way::is_open_again(&tx, opened.ticket.id).await? {
        return Err(Refusal::OpenedAgain.into());
    }
    let tasks = task::store::of(&tx, opened.ticket.id).await?;
    order::may_begin(desk, &tasks, row, result)?;
    // A copy may have been asked for since the approvals, on another ticket: it comes first still.
    copy_first::must_be_out(&tx, opened.ticket.id).await?;
    append(&tx, desk, opened, row, plan, (What::Begun, json!({}))).await?;
    tx.commit().await?;
    Ok(Vec::new())
}

/// Writes that it was done, and when it is looked at again, in a transaction of its own: it must stand there whatever comes after.
pub(super) async fn note(
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    plan: &Preview,
    told: (What, serde_json::Value),
) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[opened.ticket.id]).await?;
    append(&tx, desk, opened, row, plan, told).await?;
    plan_looks::plan(&tx, desk, row).await?;
    if let Some(request) = row.request_id {
        let what = tell_recipients::What::Erased;
        let line = tell_recipients::plan(&tx, desk, row.ticket_id, request, &what, &[&row.system]).await?;
        audit::store::append(&tx, line).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn append(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    plan: &Preview,
    told: (What, serde_json::Value),
) -> Result<(), CaseError> {
    let entry = entry(tx, desk, opened, row, plan, told).await?;
    put_on_ledger::put(tx, entry).await?;
    Ok(())
}

/// A line that is about to be written.
async fn entry(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    plan: &Preview,
    (what, details): (What, serde_json::Value),
) -> Result<Entry, CaseError> {
    let names = Names::of(&desk.index, &opened.names(db).await?);
    Ok(Entry {
        at: desk.now(),
        cause: Cause::Task { ticket: opened.ticket.id, task: row.id },
        system: row.system.clone(),
        plan: plan.hash.clone(),
        what,
        people: vec![names],
        details,
    })
}
