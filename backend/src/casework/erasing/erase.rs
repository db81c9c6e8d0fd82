//! An erasure in one system, step by step: look; wait until people have approved exactly what was seen; do it; read back.
//!
//! Nothing is erased that was not seen and approved: the plan has a hash, an approval is of one hash, and the system draws
//! the plan up again before it does anything. If it is another one by then, people look again. The ledger says what is about
//! to happen before it happens, so that an erasure whose answer was lost with the process is recognised as done, and one that
//! a hold or the person stops on the way as [broken off](super::broken_off).

use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    erasure::{Erased, Order, Preview, Standing},
    error::ConnectorError,
    outcome::ManualWork,
    pseudonym::Pseudonyms,
    subject::Subject,
};

use super::{
    broken_off, in_turn, lines,
    may_go_on::{self, Stopped},
    put_on_ledger,
    what_stays::with_gaps,
};
use crate::{
    casework::{collecting::system_answer::Answer, error::CaseError, holding::held, our_fault, sealing::Opened},
    desk::Desk,
    hold::store::Held,
    ledger::{self, what::What},
    task::{
        approval,
        entity::Model,
        erasure::{Done, Erasure},
        result::TaskResult,
        state::Outcome,
    },
};

/// How long people have to look at a plan.
const DAYS_TO_LOOK: u16 = 5;

/// What is needed to ask the system.
pub(in crate::casework) struct Asking<'a> {
    /// The system.
    pub connector: &'a dyn Connector,
    /// How it erases.
    pub eraser: &'a dyn Eraser,
    /// The person.
    pub subject: &'a Subject,
    /// The call.
    pub call: &'a Call,
}

/// The next step of the erasure.
pub(in crate::casework) async fn step(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: Asking<'_>,
) -> Result<Answer, ConnectorError> {
    if let Some(Stopped::TakenBack) = may_go_on::stopped(desk, task, asking.subject).await? {
        return taken_back(desk, opened, task, earlier, asking).await;
    }
    match &earlier.erasure {
        Some(seen) if is_approved(desk, task, seen).await? => {
            carry_out(desk, opened, task, earlier, seen, asking).await
        }
        Some(_) | None => {
            let holds = held::of(&desk.db, desk, wish(task, asking.subject)).await.map_err(|_| our_fault::down())?;
            if !holds.is_empty() {
                return kept(desk, opened, task, earlier, &asking, holds).await;
            }
            let order = earlier.order.clone().unwrap_or_else(|| Order::by_the_manifest(desk.now()));
            let preview = asking.eraser.preview(asking.subject, &order, asking.call).await?;
            Ok(seen(earlier, preview))
        }
    }
}

/// Whether enough people have approved exactly this.
async fn is_approved(desk: &Desk, task: &Model, seen: &Erasure) -> Result<bool, ConnectorError> {
    let approvals = approval::of(&desk.db, task.id, &seen.preview.hash).await.map_err(|_| our_fault::down())?;
    Ok(approvals.len() >= desk.config.erasure.approvals())
}

/// What comes after a look.
fn seen(earlier: &TaskResult, preview: Preview) -> Answer {
    let changes_nothing = preview.is_empty() && preview.is_ready();
    let erasure = Erasure { preview, done: None };
    let found = erasure.found();
    let result = TaskResult { erasure: Some(erasure), ..earlier.clone() };
    let result = if result.gone.is_empty() { result } else { TaskResult { located: None, gaps: Vec::new(), ..result } };
    match (found, changes_nothing) {
        (0, true) if !result.gone.is_empty() => Answer::Ended { result, outcome: Outcome::Done },
        (0, true) => Answer::Ended { result, outcome: Outcome::NotFound },
        // All that was found stays, for reasons that the plan names: nobody has anything to approve.
        (_, true) => Answer::Ended { result: with_gaps(result), outcome: Outcome::Partial },
        (_, false) => {
            let instructions = "Look at what would be erased, and approve it or decide what is open.".into();
            Answer::ByHand(result, ManualWork { instructions, days: DAYS_TO_LOOK })
        }
    }
}

fn wish<'a>(task: &'a Model, subject: &'a Subject) -> held::Wish<'a> {
    held::Wish { ticket: task.ticket_id, subject, system: &task.system }
}

/// All of it stays.
async fn kept(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
    holds: Vec<Held>,
) -> Result<Answer, ConnectorError> {
    let located = asking.connector.locate(asking.subject, asking.call).await?;
    Ok(held::keeps(desk, (&opened.ticket, &task.system), asking.connector, earlier, located, holds))
}

async fn carry_out(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    seen_before: &Erasure,
    asking: Asking<'_>,
) -> Result<Answer, ConnectorError> {
    let plan = &seen_before.preview;
    let had_begun = has_begun(desk, task, plan).await?;
    if had_begun {
        // What had begun before it was stopped may have been done already: then there is nothing left to stop.
        if let Some(stopped) = may_go_on::stopped(desk, task, asking.subject).await? {
            let now = asking.eraser.preview(asking.subject, &plan.order, asking.call).await?;
            if !is_all_done(&now) {
                return broken_off(desk, opened, task, earlier, &asking, (plan, &now, stopped)).await;
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
                let holds = begun.map_err(ours)?;
                if !holds.is_empty() {
                    return kept(desk, opened, task, earlier, &asking, holds).await;
                }
            }
        }
    }
    let evidence = match erase_watched(desk, task, plan, &asking).await {
        Ok(Erased::Done(evidence)) => Some(evidence),
        // We had begun, and now there is nothing left to do: it was done, and only the answer was lost.
        Ok(Erased::Changed(now)) if had_begun && now.is_empty() => None,
        Ok(Erased::Changed(now)) => {
            // Calls may have been made before that was seen.
            let gone = broken_off::gone(plan, &now);
            let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(ours)?;
            let gone = earlier.gone.iter().cloned().chain(gone).collect();
            let answer = seen(&TaskResult { gone, ..earlier.clone() }, *now);
            return Ok(Answer::BrokenOff(Box::new(line), Box::new(answer)));
        }
        Err(error) => {
            let Some(stopped) = may_go_on::stopped(desk, task, asking.subject).await? else { return Err(error) };
            let now = asking.eraser.preview(asking.subject, &plan.order, asking.call).await?;
            if !is_all_done(&now) {
                return broken_off(desk, opened, task, earlier, &asking, (plan, &now, stopped)).await;
            }
            None
        }
    };
    let verified = asking.eraser.verify(asking.subject, &plan.order, asking.call).await?;
    lines::note(desk, opened, task, plan, (What::Done, put_on_ledger::counts(evidence.as_ref())))
        .await
        .map_err(ours)?;
    let left: Vec<_> = verified.residues.iter().filter(|residue| residue.standing != Standing::Kept).collect();
    let places: Vec<_> = left.iter().map(|it| format!("{}.{}: {}", it.table, it.column, it.rows)).collect();
    let is_clean = verified.is_clean();
    let keeps_something = seen_before.keeps_something();
    let erasure = Erasure { preview: plan.clone(), done: Some(Done { evidence, verified }) };
    let result = TaskResult { erasure: Some(erasure), ..earlier.clone() };
    Ok(match (is_clean, keeps_something) {
        (true, false) => Answer::Ended { result, outcome: Outcome::Done },
        (true, true) => Answer::Ended { result: with_gaps(result), outcome: Outcome::Partial },
        (false, _) => {
            let instructions = format!(
                "It was erased, but the person's names still stand in: {}. See whose they are.",
                places.join(", ")
            );
            Answer::ByHand(result, ManualWork { instructions: instructions.as_str().into(), days: DAYS_TO_LOOK })
        }
    })
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

async fn has_begun(desk: &Desk, task: &Model, plan: &Preview) -> Result<bool, ConnectorError> {
    ledger::store::has_begun(&desk.db, task.id, &plan.hash).await.map_err(|_| our_fault::down())
}

fn is_all_done(now: &Preview) -> bool {
    now.is_empty() && now.is_ready()
}

/// It was broken off: the ledger and people are told what is gone, and what is left stays.
async fn broken_off(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: &Asking<'_>,
    (plan, now, stopped): (&Preview, &Preview, Stopped),
) -> Result<Answer, ConnectorError> {
    let gone = broken_off::gone(plan, now);
    let line = lines::interrupted(desk, opened, task, plan, &gone).await.map_err(ours)?;
    let is_any_gone = !gone.is_empty() || !earlier.gone.is_empty();
    let then = match stopped {
        Stopped::Held(holds) if !is_any_gone => kept(desk, opened, task, earlier, asking, holds).await?,
        Stopped::Held(holds) => {
            let result = broken_off::result(earlier, gone, now);
            held::keeps_the_rest(desk, (&opened.ticket, &task.system), result, holds)
        }
        Stopped::TakenBack => ended_as_it_is(broken_off::result(earlier, gone, now)),
    };
    Ok(Answer::BrokenOff(Box::new(line), Box::new(then)))
}

/// The request was taken back, and yet the task is there, for it had begun to erase: it ends by what really happened.
async fn taken_back(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    earlier: &TaskResult,
    asking: Asking<'_>,
) -> Result<Answer, ConnectorError> {
    match &earlier.erasure {
        Some(seen) if seen.done.is_none() && has_begun(desk, task, &seen.preview).await? => {
            carry_out(desk, opened, task, earlier, seen, asking).await
        }
        Some(_) | None => Ok(ended_as_it_is(earlier.clone())),
    }
}

/// What ends although nobody wants it any more: in part, where something was done.
fn ended_as_it_is(result: TaskResult) -> Answer {
    if result.gone.is_empty() && !result.is_erased() {
        return Answer::Ended { result, outcome: Outcome::Skipped };
    }
    let manual = if result.gone.is_empty() {
        result.manual.clone()
    } else {
        Some(broken_off::work(&result, |language| language.erased().taken_back, None, 0))
    };
    Answer::Ended { result: TaskResult { manual, ..result }, outcome: Outcome::Partial }
}

fn ours(error: CaseError) -> ConnectorError {
    our_fault::unwritten(error, "an erasure")
}
