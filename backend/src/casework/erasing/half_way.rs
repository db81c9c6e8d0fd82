//! An erasure had begun, and an error ended it half-way: what is gone is found out before anything else is done.
//!
//! The ledger says that a plan was begun, and not that it was done or broken off: then the plan is unsettled. It stays with its
//! task until the system could be looked at, whatever becomes of the task meanwhile.

use rightsdesk_exporters::contract::{
    erasure::{Evidence, Preview},
    error::ConnectorError,
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    broken_off,
    erase::{self, Asking},
    lines, may_go_on,
    proving::Proving,
};
use crate::{
    casework::{collecting::system_answer::Answer, error::CaseError, our_fault, sealing::Opened},
    desk::Desk,
    ledger::{self, what::What},
    task::{
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
    if let Some(stopped) = may_go_on::stopped(desk, task, asking.subject).await? {
        return erase::broken_off(desk, opened, task, earlier, asking, (plan, &now, stopped)).await;
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
    let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(ours)?;
    let gone = earlier.gone.iter().cloned().chain(gone).collect();
    let stood = Some(Stood::of(&now));
    let answer = erase::seen(&TaskResult { gone, stood, ..earlier.clone() }, now);
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
    let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(ours)?;
    let result = broken_off::result(earlier, gone, &now);
    let manual = (!result.gone.is_empty()).then(|| broken_off::work(&result, |it| it.erased().given_up, None, 0));
    let given_up = Answer::GivenUp { result: Box::new(TaskResult { manual, ..result }), error };
    Ok(Answer::BrokenOff(Box::new(line), Box::new(given_up)))
}

/// What was erased could not be written down by us.
pub(super) fn ours(error: CaseError) -> ConnectorError {
    our_fault::unwritten(error, "an erasure")
}

/// What was done, where an erasure went on after it had been interrupted: the plan is done as a whole or it is not done, and the
/// system's last answer counts only what was left by then.
pub(super) fn whole(plan: &Preview, last: Evidence) -> Evidence {
    let mut evidence = last;
    for planned in &plan.collections {
        let Some(effect) = evidence.effects.iter_mut().find(|it| it.collection == planned.collection) else { continue };
        effect.before = effect.before.max(planned.in_table);
        effect.found = effect.found.max(planned.found);
        effect.deleted = effect.deleted.max(planned.deleted);
        effect.blanked = effect.blanked.max(planned.blanked);
        effect.hidden = planned.hidden.or(effect.hidden);
        effect.ended = effect.ended.max(planned.ended);
        effect.suppressed = effect.suppressed.max(planned.suppressed);
    }
    evidence
}

#[cfg(test)]
mod tests {
    use rightsdesk_exporters::contract::erasure::{Effect, Order, Outlook};

    use super::*;

    #[test]
    fn the_last_answer_of_an_erasure_that_went_on_does_not_stand_for_all_of_it() {
        let people =
            Outlook { collection: "crm.people".into(), found: 6, deleted: 6, in_table: 9, ..Outlook::default() };
        let plan = Preview {
            system: "crm".into(),
            order: Order::by_the_manifest(chrono::DateTime::UNIX_EPOCH),
            collections: vec![people],
            along: Vec::new(),
            obstacles: Vec::new(),
            remarks: Vec::new(),
            frozen: Vec::new(),
            parts: Vec::new(),
            hash: String::new(),
        };
        let left =
            Effect { collection: "crm.people".into(), before: 7, after: 3, found: 4, deleted: 4, ..Effect::default() };
        let whole = whole(&plan, Evidence { effects: vec![left], ..Evidence::default() });
        let effect = &whole.effects[0];
        assert_eq!((effect.before, effect.after, effect.found, effect.deleted), (9, 3, 6, 6));
    }
}
