//! What came of a task is written down, with what comes next, in one transaction that asks for the lease.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk_exporters::contract::{
    error::ConnectorError,
    outcome::{Certainty, Learned},
};
use sea_orm::{DatabaseTransaction, Value};
use serde_json::json;

use super::advance;
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::authority,
        collecting::system_answer::Answer,
        copying::withheld_before,
        erasing::{plan_looks, put_on_ledger},
        error::CaseError,
        holding::keep_names,
        locking::mark_anew,
        rectify::invite_corrections,
        sealing::{self, Opened, Place},
        stopping::never_weighed,
        telling::tell_recipients,
    },
    desk::Desk,
    hold::{self, store::Held},
    identifier::{
        self,
        standing::{Origin, Standing},
        store::Provenance,
    },
    kernel::{actor::Actor, backoff::backoff, database, ids::IdentifierId, lease::Lease, moves::Move},
    ledger, register,
    task::{
        self,
        entity::Model,
        erasure::Erasure,
        result::TaskResult,
        state::{CARRY_ON, END, GIVE_BACK, LEAVE_TO_PEOPLE, Operation, Outcome, State},
        store::Came,
    },
    ticket,
};

/// Settles the lease with what came of asking.
pub(in crate::casework) async fn settle(
    desk: &Desk,
    opened: Opened,
    lease: Lease<Model>,
    earlier: TaskResult,
    answer: Result<Answer, ConnectorError>,
) -> Result<(), CaseError> {
    let task = lease.row().clone();
    let came = |result: &TaskResult| came(desk, &opened, &task, result);
    let (line, answer) = match answer {
        Ok(Answer::BrokenOff(line, then)) => (Some(*line), Ok(*then)),
        other => (None, other),
    };
    match answer {
        Ok(Answer::Learned(learned)) => resolved(desk, &opened, lease, learned).await,
        Ok(Answer::Continues(cursor, segment, note)) => {
            let mut result = earlier;
            result.note = note.or(result.note);
            result.segments.push(segment);
            let came = Came { cursor: Some(cursor.0), progress: true, ..came(&result) };
            answered(desk, &opened, lease, CARRY_ON, came, line).await
        }
        Ok(Answer::Ended { result, outcome }) => {
            let result = withheld_before::put_back(&desk.db, &opened, &task, result).await?;
            let came = Came { outcome: Some(outcome), ..came(&result) };
            answered(desk, &opened, lease, END, came, line).await
        }
        Ok(Answer::ByHand(mut result, work)) => {
            let days = if never_weighed::is_for(&desk.db, &task).await? { 0 } else { work.days };
            let until = desk.today() + TimeDelta::days(i64::from(days));
            result.manual = Some(work);
            let came = Came { by_hand_until: Some(until), ..came(&result) };
            answered(desk, &opened, lease, LEAVE_TO_PEOPLE, came, line).await
        }
        Ok(Answer::Kept { result, by }) => {
            let came = Came { outcome: Some(Outcome::Partial), ..came(&result) };
            kept(desk, &opened, lease, came, &by, ("erasure_held", line)).await
        }
        Ok(Answer::AsksFirst { mut result, work, by }) => {
            let until = desk.today() + TimeDelta::days(i64::from(work.days));
            result.manual = Some(work);
            let event = if result.gone.is_empty() { "erasure_asks_first" } else { "erasure_broken_off" };
            let came = Came { by_hand_until: Some(until), ..came(&result) };
            kept(desk, &opened, lease, came, &by, (event, line)).await
        }
        Ok(Answer::GivenUp { result, error }) => {
            let came = came(&result);
            not_answered(desk, lease, came, error, line).await
        }
        Ok(Answer::BrokenOff(..)) => Err(CaseError::fault("what was broken off is broken off once")),
        Err(error) => {
            let came = came(&earlier);
            not_answered(desk, lease, came, error, None).await
        }
    }
}

/// What is written of a result.
pub(super) fn came(desk: &Desk, opened: &Opened, task: &Model, result: &TaskResult) -> Came {
    let text = serde_json::to_string(result).expect("a result is made of plain values");
    let erasing = result.erasure.as_ref().map_or(0, Erasure::found);
    let correcting =
        result.correcting.as_ref().map_or(0, |it| it.held.iter().map(|field| field.values.len() as u64).sum());
    // What cannot be taken along is not handed over.
    let located = result.located.iter().filter(|_| task.operation != Operation::Export);
    let located: u64 = located.flat_map(|located| &located.counts).map(|count| count.records).sum();
    Came {
        segments: i32::try_from(result.segments.len()).unwrap_or(i32::MAX),
        result_sealed: Some(opened.seal(desk, Place::TaskResult(task.id), &text)),
        records: i64::try_from(result.records() + located + erasing + correcting).unwrap_or(i64::MAX),
        files: i64::try_from(result.files()).unwrap_or(i64::MAX),
        ..Came::default()
    }
}

/// Writes what a system taught us.
async fn resolved(desk: &Desk, opened: &Opened, lease: Lease<Model>, learned: Vec<Learned>) -> Result<(), CaseError> {
    let now = desk.now();
    let task = lease.row().clone();
    let outcome = if learned.is_empty() { Outcome::NotFound } else { Outcome::Done };
    let records = i64::try_from(learned.len()).unwrap_or(i64::MAX);
    let came = Came { outcome: Some(outcome), records, ..Came::default() };
    let tx = database::write(&desk.db).await?;
    if !learned.is_empty() {
        // Before anything else: what is learned goes into holds, and whoever erases waits for it in the same order.
        hold::store::serialise(&tx).await?;
        ticket::store::lock(&tx, &sealing::with_others(&tx, task.ticket_id).await?).await?;
    } else {
        ticket::store::lock(&tx, &[task.ticket_id]).await?;
    }
    if !take(&tx, lease, END, now, came.columns(now)).await? {
        return Ok(());
    }
    remember(&tx, desk, opened, &task, learned).await?;
    finish(tx, desk, opened, &task, ended(&task, outcome, now)).await
}

/// Adds the names that are new, and trusts those that the person only claimed, if a system knows them by itself. What
/// the person may have typed into that system is a claim like any other: staff decide.
async fn remember(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    learned: Vec<Learned>,
) -> Result<(), CaseError> {
    if learned.is_empty() {
        return Ok(());
    }
    let known = identifier::store::of(tx, task.ticket_id).await?;
    let (mut relied_on, mut is_news) = (Vec::new(), false);
    let mut rows: Vec<identifier::entity::Model> = Vec::new();
    for Learned { identifier, from, certainty } in &learned {
        let provenance = Provenance {
            standing: match certainty {
                Certainty::Known => Standing::Trusted,
                Certainty::Claimed => Standing::Claimed,
            },
            origin: Origin::Resolved,
            learned_from: Some(from.clone()),
            round: task.round,
        };
        let id = IdentifierId(desk.ids.fresh());
        let row = opened.sealing(desk).row(id, task.ticket_id, identifier, provenance, desk.now());
        match known.iter().chain(&rows).find(|other| other.blind == row.blind) {
            None => {
                is_news |= *certainty == Certainty::Known;
                rows.push(row);
            }
            // Staff decide whether the address of whoever writes is the person's too, whatever a system says.
            Some(contact) if authority::is_of_agent(&opened.ticket, contact) => continue,
            // What staff have refused stays refused, whatever a system says: it goes into no hold and onto no list again.
            Some(refused) if refused.standing == Standing::Refused => continue,
            Some(claim) if claim.standing == Standing::Claimed && *certainty == Certainty::Known => {
                identifier::store::confirm(tx, claim.id, from, task.round).await?;
                is_news = true;
            }
            Some(_) => {}
        }
        if *certainty == Certainty::Known {
            relied_on.push(identifier.clone());
        }
    }
    identifier::store::insert(tx, rows).await?;
    keep_names::learn(tx, desk, task.ticket_id, &relied_on).await?;
    if is_news { mark_anew::by_all_names(tx, desk, task.ticket_id).await } else { Ok(()) }
}

/// Writes what a system answered.
async fn answered(
    desk: &Desk,
    opened: &Opened,
    lease: Lease<Model>,
    step: Move<State>,
    came: Came,
    line: Option<ledger::entry::Entry>,
) -> Result<(), CaseError> {
    let now = desk.now();
    let task = lease.row().clone();
    let entry = match came.outcome {
        Some(outcome) => ended(&task, outcome, now),
        None => Entry::on(task.ticket_id, now, Actor::Worker, "task_went_on")
            .with(json!({ "task": task.id, "system": task.system, "state": step.to().code() })),
    };
    let step_to = step.to();
    let tx = database::write(&desk.db).await?;
    if task.operation == Operation::Erase {
        // Whoever takes the request back leaves alone what had begun, so that one of us waits for the other here.
        hold::store::serialise(&tx).await?;
    }
    ticket::store::lock(&tx, &[task.ticket_id]).await?;
    if !take(&tx, lease, step, now, came.columns(now)).await? {
        return Ok(());
    }
    if step_to == State::ByHand {
        invite_corrections::once(&tx, desk, opened, &task).await?;
    }
    put_down(&tx, desk, &task, line).await?;
    finish(tx, desk, opened, &task, entry).await
}

/// Writes that nothing was erased because of these holds, or not yet because of these locks; asks again if none of them stands
/// any more.
async fn kept(
    desk: &Desk,
    opened: &Opened,
    lease: Lease<Model>,
    came: Came,
    by: &[Held],
    (event, line): (&'static str, Option<ledger::entry::Entry>),
) -> Result<(), CaseError> {
    let now = desk.now();
    let task = lease.row().clone();
    let holds: BTreeSet<_> = by.iter().map(|held| held.hold_id).collect();
    let tx = database::write(&desk.db).await?;
    // Whoever lifts a hold asks those again that are written down as stopped: a task that is not yet would be forgotten.
    hold::store::serialise(&tx).await?;
    ticket::store::lock(&tx, &[task.ticket_id]).await?;
    let ids: Vec<_> = holds.iter().copied().collect();
    if !hold::store::by_ids(&tx, &ids).await?.values().any(|hold| hold.is_standing()) {
        take(&tx, lease, GIVE_BACK, now, task::store::fault(None)).await?;
        tx.commit().await?;
        return Ok(());
    }
    let step = match came.outcome {
        Some(_) => END,
        None => LEAVE_TO_PEOPLE,
    };
    if !take(&tx, lease, step, now, came.columns(now)).await? {
        return Ok(());
    }
    task::approval::forget(&tx, task.id).await?;
    hold::stop::note(&tx, ids, task.id, now).await?;
    put_down(&tx, desk, &task, line).await?;
    let details = json!({ "task": task.id, "system": task.system, "holds": holds });
    let entry = Entry::on(task.ticket_id, now, Actor::Worker, event).with(details);
    finish(tx, desk, opened, &task, entry).await
}

/// Writes the line that tells of an erasure that was broken off; if anything is gone, recipients hear of it (Art. 19), and it is
/// looked at again whether that stays gone.
async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    task: &Model,
    line: Option<ledger::entry::Entry>,
) -> Result<(), CaseError> {
    let Some(line) = line else { return Ok(()) };
    let is_any_gone = line.counts_anything();
    put_on_ledger::put(tx, line).await?;
    if is_any_gone {
        plan_looks::plan(tx, desk, task).await?;
    }
    if let Some(request) = task.request_id.filter(|_| is_any_gone) {
        let what = tell_recipients::What::Erased;
        let told = tell_recipients::plan(tx, desk, task.ticket_id, request, &what, &[&task.system]).await?;
        audit::store::append(tx, told).await?;
    }
    Ok(())
}

/// What goes with every answer: the system is well, the line in the log, and the next tasks.
async fn finish(
    tx: DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    entry: Entry,
) -> Result<(), CaseError> {
    register::state::answered(&tx, &task.system, desk.now()).await?;
    match task.operation {
        // The request may have been taken back while this was asked.
        Operation::Erase => {
            let opened = sealing::open(&tx, desk, task.ticket_id).await?;
            advance::after_change(&tx, desk, &opened, vec![entry]).await?;
        }
        Operation::Resolve
        | Operation::Export
        | Operation::Correct
        | Operation::Lock
        | Operation::Unlock
        | Operation::Stop
        | Operation::Review => advance::after_change(&tx, desk, opened, vec![entry]).await?,
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Writes down why a system gave no answer, and when to ask again; or gives up, where a person must look.
async fn not_answered(
    desk: &Desk,
    lease: Lease<Model>,
    came: Came,
    error: ConnectorError,
    line: Option<ledger::entry::Entry>,
) -> Result<(), CaseError> {
    let now = desk.now();
    let task = lease.row().clone();
    let may_again = !task.gives_up(&error);
    let (again, problem) = match error {
        ConnectorError::Cancelled => (Some(TimeDelta::zero()), None),
        ConnectorError::Transient { what, retry_after } => {
            let wait = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
            (may_again.then(|| wait.unwrap_or(backoff(task.attempts))), Some(what))
        }
        ConnectorError::Permanent { what } => (None, Some(what)),
    };
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[task.ticket_id]).await?;
    let (step, due_at, columns) = match again {
        Some(wait) => (GIVE_BACK, now + wait, task::store::fault(problem.clone())),
        None => {
            let (outcome, problem) = (Some(Outcome::Abandoned), problem.clone());
            let came = Came { outcome, problem, cursor: task.cursor.clone(), ..came };
            (END, now, came.columns(now))
        }
    };
    if !take(&tx, lease, step, due_at, columns).await? {
        return Ok(());
    }
    if let Some(problem) = &problem {
        tracing::warn!(task = %task.id, system = %task.system, problem, "a system gave no answer");
        register::state::failed(&tx, &task.system, problem, now).await?;
    }
    put_down(&tx, desk, &task, line).await?;
    if again.is_none() {
        audit::store::append(&tx, [ended(&task, Outcome::Abandoned, now)]).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn ended(task: &Model, outcome: Outcome, now: DateTime<Utc>) -> Entry {
    Entry::on(task.ticket_id, now, Actor::Worker, "task_ended").with(json!({
        "task": task.id, "system": task.system, "operation": task.operation.code(), "outcome": outcome.code(),
    }))
}

/// Takes the row out of the worker's hands; false if somebody else has it by now, and then nothing is written.
async fn take(
    tx: &DatabaseTransaction,
    lease: Lease<Model>,
    step: Move<State>,
    due_at: DateTime<Utc>,
    came: Vec<(&'static str, Value)>,
) -> Result<bool, CaseError> {
    let id = lease.row().id;
    let settled = lease.settle(tx, step, due_at, came).await?;
    if let Err(lost) = &settled {
        if is_called_off(task::store::by_id(tx, id).await?.as_ref()) {
            tracing::debug!(task = %id, "called off while the system was asked; what came of it is not written");
        } else {
            tracing::warn!(task = %id, "{lost}; what came of it is left to whoever has it now");
        }
    }
    Ok(settled.is_ok())
}

/// Whether people took the task from its worker: what was asked by other names is thrown away and planned anew, and a ticket
/// that ends takes its tasks along. That is no sign of a worker that is too slow.
fn is_called_off(now: Option<&Model>) -> bool {
    now.is_none_or(|row| row.outcome == Some(Outcome::Skipped))
}
