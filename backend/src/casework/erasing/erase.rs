//! An erasure in one system, step by step: look; wait until people have approved exactly what was seen; do it; read back.
//!
//! Nothing is erased that was not seen and approved: the plan has a hash, an approval is of one hash, and the system draws
//! the plan up again before it does anything. If it is another one by then, people look again. The ledger says what is about
//! to happen before it happens, so that an erasure whose answer was lost with the process is recognised as done, and one that
//! a hold or the person stops on the way as [broken off](super::broken_off). One that ended [half-way](super::half_way) in an
//! error is looked at before anything else is done, so that nobody is told that nothing was erased.

use rightsdesk_exporters::contract::{
    call::Call,
    erasure::{Erased, Preview},
    error::ConnectorError,
    outcome::ManualWork,
    pseudonym::Pseudonyms,
};

use super::{
    asking::{Asking, DAYS_TO_LOOK},
    half_way, in_turn, lines, looking,
    may_go_on::{self, Stopped},
    proving, stopped,
};
use crate::{
    casework::{collecting::system_answer::Answer, error::CaseError, our_fault, sealing::Opened},
    desk::Desk,
    ledger::what::What,
    task::{approval, entity::Model, erasure::Erasure, result::TaskResult},
};

/// The next step of the erasure. What had begun and is given up is told with how far it came.
pub(in crate::casework) async fn step(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: Asking<'_>,
) -> Result<Answer, ConnectorError> {
    let came =
        if task.is_worn_out() { Err(Model::worn_out()) } else { next(desk, opened, task, earlier, &asking).await };
    match came {
        Err(error) if task.gives_up(&error) => half_way::given_up(desk, opened, task, earlier, &asking, error).await,
        came => came,
    }
}

async fn next(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
) -> Result<Answer, ConnectorError> {
    if let Some(Stopped::TakenBack) = may_go_on::stopped(desk, task, asking.subject).await? {
        return taken_back(desk, opened, task, earlier, asking).await;
    }
    match &earlier.erasure {
        Some(seen) if is_approved(desk, task, seen).await? => {
            carry_out(desk, opened, task, earlier, seen, asking).await
        }
        // It was given up half-way and is asked again: first of all what came of that.
        Some(seen) if half_way::is_unsettled(desk, task, earlier).await? => {
            half_way::find_out(desk, opened, task, earlier, seen, asking).await
        }
        Some(_) | None => looking::look(desk, opened, task, earlier, asking).await,
    }
}

/// Whether enough people have approved exactly this.
async fn is_approved(desk: &Desk, task: &Model, seen: &Erasure) -> Result<bool, ConnectorError> {
    let approvals = approval::of(&desk.db, task.id, &seen.preview.hash).await.map_err(|_| our_fault::down())?;
    Ok(approvals.len() >= desk.config.erasure.approvals())
}

async fn carry_out(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    seen_before: &Erasure,
    asking: &Asking<'_>,
) -> Result<Answer, ConnectorError> {
    let plan = &seen_before.preview;
    let proving = proving::Proving { desk, opened, task, earlier, seen: seen_before, asking };
    let had_begun = match half_way::how_far(desk, task, plan).await? {
        // Only the reading back is missing.
        Some(What::Done) => return proving.read_back(None).await,
        Some(What::Begun) => true,
        Some(What::Interrupted) | None => false,
    };
    if had_begun {
        // What had begun before it was stopped may have been done already: then there is nothing left to stop.
        if let Some(why) = may_go_on::stopped(desk, task, asking.subject).await? {
            let now = asking.eraser.preview(asking.subject, &plan.order, asking.call).await?;
            if !half_way::is_all_done(&now) {
                return stopped::tell(desk, opened, task, earlier, asking, (plan, &now, why)).await;
            }
        }
    } else {
        match lines::begin(desk, opened, task, earlier, plan, asking.subject).await {
            Err(CaseError::Changed) => return Err(ConnectorError::Cancelled),
            // Something that comes first was asked again or for the first time, and this one goes on by itself when that has
            // ended; or the account was opened again, and its ticket is closed by whoever follows accounts.
            Err(CaseError::Refused(why)) => {
                let work = ManualWork { instructions: why.to_string().as_str().into(), days: DAYS_TO_LOOK };
                return Ok(Answer::ByHand(earlier.clone(), work));
            }
            begun => {
                let holds = begun.map_err(lines::ours)?;
                if !holds.is_empty() {
                    return looking::kept(desk, opened, task, earlier, asking, holds).await;
                }
            }
        }
    }
    match erase_watched(desk, task, plan, asking).await {
        Ok(Erased::Done(evidence)) => proving.done(Some(evidence)).await,
        // We had begun, and now there is nothing left to do: it was done, and only the answer was lost.
        Ok(Erased::Changed(now)) if had_begun && now.is_empty() => proving.done(None).await,
        // Calls may have been made before that was seen.
        Ok(Erased::Changed(now)) => half_way::told(desk, opened, task, earlier, plan, *now).await,
        Err(error) => {
            let Some(why) = may_go_on::stopped(desk, task, asking.subject).await? else { return Err(error) };
            let now = asking.eraser.preview(asking.subject, &plan.order, asking.call).await?;
            if half_way::is_all_done(&now) {
                return proving.done(None).await;
            }
            stopped::tell(desk, opened, task, earlier, asking, (plan, &now, why)).await
        }
    }
}

/// Erases, and looks beside it whether that may go on: the call is cancelled as soon as it may not.
async fn erase_watched(
    desk: &Desk,
    task: &Model,
    plan: &Preview,
    asking: &Asking<'_>,
) -> Result<Erased, ConnectorError> {
    let pseudonyms = Pseudonyms::keyed(desk.masters.current().derive("erasure pseudonyms").expose().to_vec());
    let cancel = asking.call.cancel.child_token();
    let call = Call { cancel: cancel.clone(), ..asking.call.clone() };
    let erasing =
        in_turn::Erasing { system: &task.system, eraser: asking.eraser, pseudonyms: &pseudonyms, call: &call };
    tokio::select! {
        came = erasing.erase(desk, asking.subject, plan) => came,
        never = may_go_on::watch(desk, task, asking.subject, cancel) => match never {},
    }
}

/// The request was taken back, and yet the task is there, for it had begun to erase: it ends by what really happened.
async fn taken_back(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
) -> Result<Answer, ConnectorError> {
    match &earlier.erasure {
        Some(seen) if half_way::is_unsettled(desk, task, earlier).await? => {
            carry_out(desk, opened, task, earlier, seen, asking).await
        }
        Some(_) | None => Ok(stopped::ended_as_it_is(earlier.clone())),
    }
}
