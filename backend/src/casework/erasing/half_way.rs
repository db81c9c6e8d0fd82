//! An erasure had begun, and an error ended it half-way: what is gone is found out before anything else is done.
//!
//! The ledger says that a plan was begun, and not that it was done or broken off: then the plan is unsettled. It stays with its
//! task until the system could be looked at, whatever becomes of the task meanwhile.

use rightsdesk_exporters::contract::{erasure::Preview, error::ConnectorError};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::{asking::Asking, broken_off, lines, looking, may_go_on, proving::Proving, stopped};
use crate::{
    casework::{
        collecting::system_answer::Answer,
        error::CaseError,
        our_fault,
        sealing::{Opened, Place},
    },
    desk::Desk,
    ledger::{self, what::What},
    task::{
        self,
        entity::Model,
        erasure::{Erasure, Stood},
        result::TaskResult,
    },
};

/// How far the ledger says that a task has come with a plan.
pub(super) async fn how_far(desk: &Desk, task: &Model, plan: &Preview) -> Result<Option<What>, ConnectorError> {
    ledger::store::how_far(&desk.db, task.id, &plan.hash).await.map_err(|_| our_fault::down())
}

/// Whether the task has a plan that was begun, and of which nobody has read back yet what it did.
pub(super) async fn is_unsettled(desk: &Desk, task: &Model, result: &TaskResult) -> Result<bool, ConnectorError> {
    is_unsettled_in(&desk.db, task, result).await.map_err(|_| our_fault::down())
}

/// The same, as the transaction sees it.
pub(in crate::casework) async fn is_unsettled_in(
    db: &impl ConnectionTrait,
    task: &Model,
    result: &TaskResult,
) -> Result<bool, DbErr> {
    let Some(erasure) = result.erasure.as_ref().filter(|erasure| erasure.done.is_none()) else { return Ok(false) };
    Ok(match ledger::store::how_far(db, task.id, &erasure.preview.hash).await? {
        Some(What::Begun | What::Done) => true,
        Some(What::Interrupted) | None => false,
    })
}

/// Nothing is left that an erasure would change.
pub(super) fn is_all_done(now: &Preview) -> bool {
    now.is_empty() && now.is_ready()
}

/// Looks what came of a plan that was begun and that nobody stands by any more: what is left goes before people as a new one.
pub(super) async fn find_out(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    begun: &Erasure,
    asking: &Asking<'_>,
) -> Result<Answer, ConnectorError> {
    let plan = &begun.preview;
    let proving = Proving { desk, opened, task, earlier, seen: begun, asking };
    if how_far(desk, task, plan).await? == Some(What::Done) {
        return proving.read_back(None).await;
    }
    let now = asking.eraser.preview(asking.subject, &plan.order, asking.call).await?;
    if is_all_done(&now) {
        return proving.done(None).await;
    }
    if let Some(why) = may_go_on::stopped(desk, task, asking.subject).await? {
        return stopped::tell(desk, opened, task, earlier, asking, (plan, &now, why)).await;
    }
    told(desk, opened, task, earlier, plan, now).await
}

/// What is gone is told, and what is there `now` is a plan of its own.
pub(super) async fn told(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    plan: &Preview,
    now: Preview,
) -> Result<Answer, ConnectorError> {
    let gone = broken_off::gone(plan, &now);
    let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(lines::ours)?;
    let gone = earlier.gone.iter().cloned().chain(gone).collect();
    let stood = Some(Stood::of(&now));
    let answer = looking::seen(&TaskResult { gone, stood, ..earlier.clone() }, now);
    Ok(Answer::BrokenOff(Box::new(line), Box::new(answer)))
}

/// The system gave an error for the last time. What was begun is told with what is gone by then, if the system says so; if it does
/// not even say that, the plan stays unsettled, and nobody ends the task as if nothing had happened.
pub(super) async fn given_up(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
    error: ConnectorError,
) -> Result<Answer, ConnectorError> {
    let Some(begun) = &earlier.erasure else { return Err(error) };
    let plan = &begun.preview;
    match how_far(desk, task, plan).await? {
        Some(What::Begun) => {}
        Some(What::Done | What::Interrupted) | None => return Err(error),
    }
    let Ok(now) = asking.eraser.preview(asking.subject, &plan.order, asking.call).await else { return Err(error) };
    if is_all_done(&now) {
        let proving = Proving { desk, opened, task, earlier, seen: begun, asking };
        return proving.done(None).await;
    }
    let gone = broken_off::gone(plan, &now);
    let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(lines::ours)?;
    let result = broken_off::result(earlier, gone, &now);
    let manual = (!result.gone.is_empty()).then(|| broken_off::work(&result, |it| it.erased().given_up, None, 0));
    let given_up = Answer::GivenUp { result: Box::new(TaskResult { manual, ..result }), error };
    Ok(Answer::BrokenOff(Box::new(line), Box::new(given_up)))
}

/// A task that is asked again from its start brings everything anew but what is gone, and a plan that was begun and of which nobody
/// knows yet what it did.
pub(in crate::casework) async fn carry(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    earlier: TaskResult,
) -> Result<(), CaseError> {
    let is_unsettled = is_unsettled_in(tx, row, &earlier).await?;
    if earlier.gone.is_empty() && !is_unsettled {
        return Ok(());
    }
    let begun = earlier.erasure.filter(|_| is_unsettled);
    let result = TaskResult { gone: earlier.gone, stood: earlier.stood, erasure: begun, ..TaskResult::default() };
    let text = serde_json::to_string(&result).map_err(CaseError::fault)?;
    task::store::put_result(tx, row.id, opened.seal(desk, Place::TaskResult(row.id), &text)).await?;
    Ok(())
}
