//! In which order the systems erase: what was asked for is handed over first, then satellites (bridges, bots) log out and
//! forget, then the rest, and last the account itself, for afterwards nobody can prove whose it was.
//!
//! Plans are drawn up and approved in any order. A worker gets a plan only when all that comes before it has ended well; a
//! system that was given up, or that waits for a person, holds up those after it until somebody ends it or decides that
//! they go ahead.

use rightsdesk_exporters::contract::register::Turn;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        copying::copy_first,
        error::CaseError,
        refusal::{Refusal, correcting::Uncorrected},
        sealing::{self, Opened, Place},
    },
    deactivation::in_the_way,
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TaskId, TicketId},
    },
    task::{
        self, approval,
        entity::Model,
        result::TaskResult,
        state::{Operation, State},
    },
};

/// When it is a system's turn. One that is not connected any more is nobody's account.
fn turn(desk: &Desk, system: &str) -> Turn {
    desk.systems.get(system).map_or(Turn::Usual, |system| system.connector.about().turn)
}

/// Whether something that was asked for has not been handed over: an export of whatever right that goes on, waits for a
/// person, or was given up.
pub fn exports_are_open(tasks: &[Model]) -> bool {
    tasks.iter().any(|task| task.operation == Operation::Export && !task.is_settled())
}

/// The systems whose erasure comes before that of `task` and has not ended well.
pub fn waits_for<'a>(desk: &Desk, tasks: &'a [Model], task: &Model) -> Vec<&'a str> {
    let own = turn(desk, &task.system);
    let earlier = tasks.iter().filter(|other| other.operation == Operation::Erase && turn(desk, &other.system) < own);
    earlier.filter(|other| !other.is_settled()).map(|other| other.system.as_str()).collect()
}

/// Whether somebody says that what a system holds is wrong, and that is not settled yet: until then nothing else is done with it
/// (Art. 18(1)(a)), whoever lets an erasure go ahead of other systems.
pub fn is_contested(tasks: &[Model], system: &str) -> bool {
    tasks.iter().any(|task| task.operation == Operation::Correct && task.system == system && !task.is_settled())
}

/// Whether a worker may carry the plan of this task out now.
pub(in crate::casework) fn may_begin(
    desk: &Desk,
    tasks: &[Model],
    task: &Model,
    result: &TaskResult,
) -> Result<(), Refusal> {
    if exports_are_open(tasks) {
        Err(Refusal::ExportsFirst)
    } else if is_contested(tasks, &task.system) {
        Err(Refusal::Uncorrected(Uncorrected::Contested))
    } else if !result.goes_ahead && !waits_for(desk, tasks, task).is_empty() {
        Err(Refusal::EarlierSystemsFirst)
    } else {
        Ok(())
    }
}

/// Puts those approved plans into the queue whose turn has come.
pub(super) async fn release(tx: &DatabaseTransaction, desk: &Desk, opened: &Opened) -> Result<(), CaseError> {
    // Whoever comes back keeps what is there; the ticket is closed in the next turn.
    if in_the_way::is_open_again(tx, opened.ticket.id).await? {
        return Ok(());
    }
    let tasks = task::store::of(tx, opened.ticket.id).await?;
    for task in tasks.iter().filter(|task| task.operation == Operation::Erase && task.state == State::ByHand) {
        let result = opened.result_of(task)?;
        let may = may_begin(desk, &tasks, task, &result).is_ok() && is_approved(tx, desk, task, &result).await?;
        if may
            && copy_first::is_out(tx, opened.ticket.id).await?
            && !task::store::go_on(tx, task.id, desk.now()).await?
        {
            return Err(CaseError::Changed);
        }
    }
    Ok(())
}

/// Puts into the queue what waits for something that no change of its own ticket tells of: a copy of another ticket's went out, or
/// was fetched at last. A ticket with which something is wrong holds up no other.
pub async fn release_waiting(desk: &Desk) -> Result<(), CaseError> {
    for id in approval::tickets_that_wait(&desk.db).await? {
        if let Err(error) = release_of(desk, id).await {
            let error = anyhow::Error::new(error);
            tracing::error!(ticket = %id, error = format!("{error:#}"), "an approved erasure could not be looked at");
        }
    }
    Ok(())
}

async fn release_of(desk: &Desk, id: TicketId) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    release(&tx, desk, &opened).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Whether enough people have approved the plan that waits to be carried out.
async fn is_approved(
    tx: &DatabaseTransaction,
    desk: &Desk,
    task: &Model,
    result: &TaskResult,
) -> Result<bool, CaseError> {
    let Some(erasure) = result.erasure.as_ref().filter(|erasure| erasure.done.is_none()) else { return Ok(false) };
    let approvals = approval::of(tx, task.id, &erasure.preview.hash).await?;
    Ok(erasure.preview.is_ready() && approvals.len() >= desk.config.erasure.approvals())
}

/// A person decides that this system need not wait for those before it.
pub async fn go_ahead(desk: &Desk, by: StaffId, ticket: TicketId, id: TaskId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let tasks = task::store::of(&tx, ticket).await?;
    let row = tasks.iter().find(|task| task.id == id).ok_or(CaseError::NotFound)?;
    let result = opened.result_of(row)?;
    let waits = waits_for(desk, &tasks, row);
    if row.operation != Operation::Erase || row.state != State::ByHand || result.goes_ahead || waits.is_empty() {
        return Err(Refusal::NothingToWaitFor.into());
    }
    let details = json!({ "task": id, "system": row.system, "before": waits });
    let result = TaskResult { goes_ahead: true, ..result };
    let text = serde_json::to_string(&result).map_err(CaseError::fault)?;
    if !task::store::note_result(&tx, id, opened.seal(desk, Place::TaskResult(id), &text)).await? {
        return Err(CaseError::Changed);
    }
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Staff(by), "erasure_goes_ahead").with(details)]).await?;
    release(&tx, desk, &opened).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
