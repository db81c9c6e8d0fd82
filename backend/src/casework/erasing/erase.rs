//! An erasure in one system, step by step: look; wait until people have approved exactly what was seen; do it; read back.
//!
//! Nothing is erased that was not seen and approved: the plan has a hash, an approval is of one hash, and the system draws
//! the plan up again before it does anything. If it is another one by then, people look again. The ledger says what is about
//! to happen before it happens, so that an erasure whose answer was lost with the process is recognised as done.

use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    erasure::{Because, Erased, Expiring, Kept, Order, Preview, Standing},
    error::ConnectorError,
    outcome::{Gap, ManualWork},
    pseudonym::Pseudonyms,
    subject::Subject,
    text::Text,
};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{in_turn, plan_looks, put_on_ledger};
use crate::{
    audit,
    casework::{
        collecting::{order, system_answer::Answer},
        copying::copy_first,
        error::CaseError,
        holding::held,
        our_fault,
        refusal::Refusal,
        sealing::Opened,
        telling::tell_recipients,
    },
    deactivation::in_the_way,
    desk::Desk,
    hold::store::Held,
    kernel::database,
    law::grounds::Ground,
    ledger::{self, cause::Cause, entry::Entry, names::Names, what::What},
    task::{
        self, approval,
        entity::Model,
        erasure::{Done, Erasure},
        result::TaskResult,
        state::Outcome,
    },
    ticket,
    words::{date, language::Language},
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
    match (found, changes_nothing) {
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
    let had_begun = ledger::store::has_begun(&desk.db, task.id, &plan.hash).await.map_err(|_| our_fault::down())?;
    let holds = if had_begun {
        held::of(&desk.db, desk, wish(task, asking.subject)).await.map_err(|_| our_fault::down())?
    } else {
        match begin(desk, opened, task, earlier, plan, asking.subject).await {
            Err(CaseError::Changed) => return Err(ConnectorError::Cancelled),
            // Something that comes first was asked again or for the first time, and this one goes on by itself when that has
            // ended; or the account was opened again, and its ticket is closed by whoever follows accounts.
            Err(CaseError::Refused(why)) => {
                let work = ManualWork { instructions: why.to_string().as_str().into(), days: DAYS_TO_LOOK };
                return Ok(Answer::ByHand(earlier.clone(), work));
            }
            begun => begun.map_err(ours)?,
        }
    };
    // What had begun before a hold was set may have been done already: then there is nothing left to hold.
    if !holds.is_empty() {
        let is_done = had_begun && {
            let now = asking.eraser.preview(asking.subject, &plan.order, asking.call).await?;
            now.is_empty() && now.is_ready()
        };
        if !is_done {
            return kept(desk, opened, task, earlier, &asking, holds).await;
        }
    }
    let pseudonyms = Pseudonyms::keyed(desk.masters.current().derive("erasure pseudonyms").expose().to_vec());
    let Asking { eraser, call, .. } = asking;
    let erasing = in_turn::Erasing { system: &task.system, eraser, pseudonyms: &pseudonyms, call };
    let evidence = match erasing.erase(desk, asking.subject, plan).await? {
        Erased::Done(evidence) => Some(evidence),
        // We had begun, and now there is nothing left to do: it was done, and only the answer was lost.
        Erased::Changed(now) if had_begun && now.is_empty() => None,
        Erased::Changed(now) => return Ok(seen(earlier, *now)),
    };
    let verified = asking.eraser.verify(asking.subject, &plan.order, asking.call).await?;
    note(desk, opened, task, plan, (What::Done, put_on_ledger::counts(evidence.as_ref()))).await.map_err(ours)?;
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

/// Writes into the ledger that the erasure is about to happen, unless it is held: then by what.
async fn begin(
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    result: &TaskResult,
    plan: &Preview,
    subject: &Subject,
) -> Result<Vec<Held>, CaseError> {
    let tx = database::write(&desk.db).await?;
    // Before anything else of this transaction: who sets a hold waits for it, or it waits for them.
    let holds = held::for_certain(&tx, desk, wish(row, subject)).await?;
    if !holds.is_empty() {
        return Ok(holds);
    }
    ticket::store::lock(&tx, &[opened.ticket.id]).await?;
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
async fn note(
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
    (what, details): (What, serde_json::Value),
) -> Result<(), CaseError> {
    let names = Names::of(&desk.index, &opened.names(tx).await?);
    let entry = Entry {
        at: desk.now(),
        cause: Cause::Task { ticket: opened.ticket.id, task: row.id },
        system: row.system.clone(),
        plan: plan.hash.clone(),
        what,
        people: vec![names],
        details,
    };
    put_on_ledger::put(tx, entry).await?;
    Ok(())
}

/// What stays becomes part of the answer.
fn with_gaps(mut result: TaskResult) -> TaskResult {
    let Some(erasure) = &result.erasure else { return result };
    for outlook in &erasure.preview.collections {
        for kept in &outlook.kept {
            let why = stays(kept);
            result.gaps.push(Gap { what: format!("{} ({})", outlook.collection, kept.rows), why });
        }
        for expiring in &outlook.expiring {
            let why = expires(expiring);
            result.gaps.push(Gap { what: format!("{} ({})", outlook.collection, expiring.rows), why });
        }
    }
    result
}

/// Why something stays, and until when, in words that the person may read.
fn stays(kept: &Kept) -> Text {
    let text = |language: Language| {
        let ground = Ground::find(&kept.ground);
        let why = ground.map_or(language.erased().other_ground, |ground| language.choose(&ground.name));
        let why = why.trim_end_matches('.');
        match kept.until {
            Some(day) => format!("{why} ({})", date::date(day, language)),
            None => why.to_owned(),
        }
    };
    Text::ByLanguage(Language::ALL.map(|language| (language.code().to_owned(), text(language))).into())
}

/// Why something is left to expire, and when it has, in words that the person may read.
fn expires(expiring: &Expiring) -> Text {
    let text = |language: Language| {
        let why = match expiring.because {
            Because::Others => language.erased().gap_others,
            Because::NoWay => language.erased().gap_no_way,
        };
        match expiring.until {
            Some(day) => format!("{why} ({})", date::date(day, language)),
            None => why.to_owned(),
        }
    };
    Text::ByLanguage(Language::ALL.map(|language| (language.code().to_owned(), text(language))).into())
}

fn ours(error: CaseError) -> ConnectorError {
    our_fault::unwritten(error, "an erasure")
}
