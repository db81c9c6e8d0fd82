//! It is looked again whether what was erased stays erased; what has come back is put before staff, and nothing is erased.
//!
//! An erasure is looked at by the person's names, as long as the ticket's key lives. A whole system is held against the
//! ledger every night, which needs nobody's names.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, TimeDelta, Utc};
use rightsdesk_exporters::contract::{
    call::Call,
    erasure::{Order, Verified},
    error::ConnectorError,
    subject::Subject,
};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::reappeared::{self, Back, NoRoll, Of as Roll};
use crate::{
    audit::{self, entry::Entry},
    casework::{collecting::run_task, error::CaseError, sealing},
    desk::Desk,
    kernel::{
        actor::Actor,
        backoff::backoff,
        database,
        ids::{RecheckId, StaffId, TaskId, TicketId},
        lease::Lease,
    },
    ledger::{self, what::What},
    recheck::{
        self,
        entity::Model,
        state::{self, Found},
        store::{Came, Of},
    },
    register::connected::Connected,
    task::{self, entity::Model as TaskModel, erasure::Erasure, result::TaskResult},
};

/// So many people who are there again are looked at closely in one night; of more than these it is only told how many.
const MOST_CLOSELY: usize = 500;
/// So many of them are named by their lines.
const MOST_NAMED: usize = 20;

/// Plans a look at every system from which anybody was ever erased, unless one is still to come.
pub async fn plan_nightly(desk: &Desk) -> Result<(), CaseError> {
    for system in desk.systems.iter().filter(|system| system.connector.roll().is_some()) {
        let tx = database::write(&desk.db).await?;
        if ledger::store::has_done(&tx, &system.key).await? && !recheck::store::is_planned(&tx, &system.key).await? {
            let id = RecheckId(desk.ids.fresh());
            recheck::store::plan(&tx, id, &system.key, Of::System, desk.now()).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// A member of staff has seen to what a look found.
pub async fn see(desk: &Desk, by: StaffId, id: RecheckId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if !recheck::store::see(&tx, id, by, now).await? {
        return Err(CaseError::NotFound);
    }
    let line = Entry::aside(now, Actor::Staff(by), "reappearance_seen").with(json!({ "recheck": id }));
    audit::store::append(&tx, [line]).await?;
    tx.commit().await?;
    Ok(())
}

/// Why there is nothing to tell.
enum NotTold {
    /// Ask again later.
    Later(String, Option<Duration>),
    /// We are to stop.
    Stop,
    /// It is told that it cannot be told.
    Never(Came),
}

/// Takes the look in `lease`.
pub async fn look(desk: &Desk, lease: Lease<Model>, cancel: CancellationToken) -> Result<(), CaseError> {
    let row = lease.row().clone();
    let call = Call { id: row.id.to_string(), cancel, budget: std::time::Duration::from_secs(600) };
    let looked = match (row.ticket_id, row.task_id) {
        (Some(ticket), Some(task)) => at_task(desk, &row, (ticket, task), &call).await?,
        _ => at_system(desk, &row, &call).await?,
    };
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let (due_at, came) = match looked {
        Ok(came) | Err(NotTold::Never(came)) => (now, came),
        Err(NotTold::Later(why, _)) if row.attempts >= row.max_attempts => (now, unable(why)),
        Err(NotTold::Later(why, wait)) => {
            let due_at = now + wait.unwrap_or(backoff(row.attempts));
            // Whoever has the row by now looks in our place.
            let _ = lease.settle(&tx, state::GIVE_BACK, due_at, vec![("remark", why.into())]).await?;
            tx.commit().await?;
            return Ok(());
        }
        Err(NotTold::Stop) => {
            let _ = lease.settle(&tx, state::GIVE_BACK, now, Vec::new()).await?;
            tx.commit().await?;
            return Ok(());
        }
    };
    let (found, remark) = (came.found, came.remark.clone());
    let is_news = came.seen.is_none();
    if lease.settle(&tx, state::END, due_at, came.columns(now)).await?.is_err() {
        return Ok(());
    }
    audit::store::append(&tx, [told(&row, found, remark.as_deref(), now)]).await?;
    tx.commit().await?;
    if found.needs_person() && is_news {
        let (remark, found) = (remark.unwrap_or_default(), found.code());
        tracing::error!(system = row.system, found, remark, "what was erased is not gone, or cannot be looked at");
    }
    Ok(())
}

fn told(row: &Model, found: Found, remark: Option<&str>, now: DateTime<Utc>) -> Entry {
    let details =
        json!({ "recheck": row.id, "task": row.task_id, "system": row.system, "found": found.code(), "of": remark });
    match row.ticket_id {
        Some(ticket) => Entry::on(ticket, now, Actor::Worker, "looked_again"),
        None => Entry::aside(now, Actor::Worker, "roll_called"),
    }
    .with(details)
}

fn unable(why: String) -> Came {
    Came { found: Found::Unable, verified: None, remark: Some(why), seen: None }
}

fn not_told(error: ConnectorError) -> NotTold {
    match error {
        ConnectorError::Cancelled => NotTold::Stop,
        ConnectorError::Transient { what, retry_after } => {
            NotTold::Later(what, retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()))
        }
        ConnectorError::Permanent { what } => NotTold::Never(unable(what)),
    }
}

async fn at_task(
    desk: &Desk,
    row: &Model,
    (ticket, task): (TicketId, TaskId),
    call: &Call,
) -> Result<Result<Came, NotTold>, CaseError> {
    let forgotten = || Ok(Ok(Came { found: Found::Forgotten, verified: None, remark: None, seen: None }));
    let opened = match sealing::open(&desk.db, desk, ticket).await {
        Ok(opened) => opened,
        Err(CaseError::Gone | CaseError::NotFound) => return forgotten(),
        Err(error) => return Err(error),
    };
    let Some(task) = task::store::by_id(&desk.db, task).await? else { return forgotten() };
    let TaskResult { erasure, stood, gone, .. } = opened.result_of(&task)?;
    // Of what was broken off and never done, a part stays on purpose.
    let stood = match (&erasure, stood) {
        (Some(erasure), Some(stood)) => (!is_done(desk, &task, erasure).await?).then_some(stood),
        (_, stood) => stood,
    };
    if erasure.is_none() && stood.is_none() {
        return forgotten();
    }
    let eraser = desk.systems.get(&row.system).and_then(|system| system.connector.eraser());
    let Some(eraser) = eraser else {
        return Ok(Ok(unable("this system is not connected any more, or no engine erases there".to_owned())));
    };
    let subject = match run_task::subject(desk, &opened, &task).await {
        Ok(subject) => subject,
        Err(error) => return Ok(Err(not_told(error))),
    };
    let came = match (stood, erasure) {
        (Some(stood), _) => {
            eraser.preview(&subject, &stood.order, call).await.map(|now| compared(&stood.more(&gone, &now)))
        }
        (None, Some(erasure)) => {
            let verified = eraser.verify(&subject, &erasure.preview.order, call).await;
            verified.map(|verified| judged(&verified, TimeDelta::seconds(row.after_seconds)))
        }
        (None, None) => return forgotten(),
    };
    Ok(came.map_err(not_told))
}

/// Whether it was done, as far as is known: it may be written down and not have been read back.
async fn is_done(desk: &Desk, task: &TaskModel, erasure: &Erasure) -> Result<bool, CaseError> {
    let how_far = ledger::store::how_far(&desk.db, task.id, &erasure.preview.hash).await?;
    Ok(erasure.done.is_some() || how_far == Some(What::Done))
}

/// What is there beyond what stood there when it was broken off.
fn compared(more: &BTreeMap<String, u64>) -> Came {
    let found = if more.is_empty() { Found::Clean } else { Found::Left };
    let places: Vec<_> = more.iter().map(|(collection, rows)| format!("{collection} ({rows})")).collect();
    Came { found, verified: None, remark: (found == Found::Left).then(|| places.join(", ")), seen: None }
}

fn judged(verified: &Verified, since: TimeDelta) -> Came {
    let found = if verified.is_clean_after(since) { Found::Clean } else { Found::Left };
    let read_back = verified.read_back.iter().filter(|one| one.left > 0);
    let read_back = read_back.map(|one| format!("{} ({})", one.collection, one.left));
    let residues =
        verified.residues.iter().filter(|it| it.standing != rightsdesk_exporters::contract::erasure::Standing::Kept);
    let residues = residues.map(|it| format!("{}.{} ({})", it.table, it.column, it.rows));
    let places: Vec<_> = read_back.chain(residues).collect();
    let remark = (found == Found::Left).then(|| places.join(", "));
    Came { found, verified: serde_json::to_string(verified).ok(), remark, seen: None }
}

async fn at_system(desk: &Desk, row: &Model, call: &Call) -> Result<Result<Came, NotTold>, CaseError> {
    let Some(system) = desk.systems.get(&row.system) else {
        return Ok(Ok(unable("this system is not connected any more".to_owned())));
    };
    let roll = match reappeared::call_roll(desk, system, (Roll::Done, None), call).await {
        Ok(roll) => roll,
        Err(NoRoll::System(error)) => return Ok(Err(not_told(error))),
        Err(NoRoll::Unable) => return Ok(Ok(unable("this system cannot read its names out".to_owned()))),
        Err(error @ (NoRoll::Store(_) | NoRoll::Unreadable(_))) => return Err(CaseError::fault(error)),
    };
    let mut lines = Vec::new();
    let many = roll.back.len();
    for back in roll.back.iter().take(MOST_CLOSELY) {
        match is_there_again(desk, system, back, call).await {
            Ok(true) => lines.push(back.line.clone()),
            Ok(false) => {}
            Err(error) => return Ok(Err(not_told(error))),
        }
    }
    let unlooked = many.saturating_sub(MOST_CLOSELY);
    if lines.is_empty() && unlooked == 0 {
        return Ok(Ok(Came { found: Found::Clean, verified: None, remark: None, seen: None }));
    }
    let named = lines.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = (lines.len() + unlooked).saturating_sub(MOST_NAMED.min(lines.len()));
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let remark = format!("{} of {}: {named}{more}", lines.len() + unlooked, roll.erased);
    // Who has seen to exactly these people yesterday is not told of them again every night.
    let last = recheck::store::last_of_system(&desk.db, &row.system).await?;
    let seen =
        last.filter(|last| last.remark.as_ref() == Some(&remark)).and_then(|last| last.seen_by.zip(last.seen_at));
    Ok(Ok(Came { found: Found::Back, verified: None, remark: Some(remark), seen }))
}

/// Whether more of somebody is there than what the rules keep.
async fn is_there_again(desk: &Desk, system: &Connected, back: &Back, call: &Call) -> Result<bool, ConnectorError> {
    let Some(eraser) = system.connector.eraser() else { return Ok(true) };
    let Ok(subject) = Subject::new(back.names.clone()) else { return Ok(false) };
    let preview = eraser.preview(&subject, &Order::by_the_manifest(desk.now()), call).await?;
    Ok(!preview.is_empty() || !preview.is_ready())
}
