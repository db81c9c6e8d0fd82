//! Everything that is known of the erasures of a ticket and names nobody.

use rightsdesk_exporters::contract::erasure::Preview;
use sea_orm::ConnectionTrait;

use super::content::{Approved, Asked, ChainedLine, Content, LookedAgain, SystemEvidence, hexadecimal};
use crate::{
    audit,
    casework::{error::CaseError, holding::untold::Untold, sealing::Opened},
    desk::Desk,
    ledger, recheck, request, staff,
    task::{self, approval, entity::Model, result::TaskResult, state::Operation},
};

/// Gathers it.
pub(super) async fn gather(db: &impl ConnectionTrait, desk: &Desk, opened: &Opened) -> Result<Content, CaseError> {
    let id = opened.ticket.id;
    // Evidence is handed on.
    let untold = Untold::of(db, id).await?;
    let requests = request::store::of(db, id).await?.into_iter().map(|row| Asked {
        right: row.right.code().to_owned(),
        due_on: row.due_on,
        outcome: untold.told_outcome(&row).map(|outcome| outcome.code().to_owned()),
        answered_at: row.answered_at,
    });
    let mut systems = Vec::new();
    for task in task::store::of(db, id).await?.iter().filter(|task| task.operation == Operation::Erase) {
        if untold.keeps(task.id) && opened.result_of(task)?.gone.is_empty() {
            continue;
        }
        systems.push(system(db, desk, opened, task).await?);
    }
    let mut of_ledger = Vec::new();
    for row in ledger::store::of(db, id).await? {
        let previous = ledger::store::hash_at(db, row.seq - 1).await?;
        let line = ledger::entry::line(&row).ok_or_else(|| CaseError::fault("a line of the ledger tells no cause"))?;
        of_ledger.push(chained(row.seq, previous, line, &row.hash));
    }
    let mut log = Vec::new();
    for row in audit::store::about(db, id).await?.into_iter().filter(|row| !untold.is_told_by(&row.details)) {
        let previous = audit::store::hash_at(db, row.seq - 1).await?;
        log.push(chained(row.seq, previous, audit::store::of(&row).text(), &row.hash));
    }
    Ok(Content {
        reference: opened.ticket.reference.clone(),
        organisation: desk.config.desk.organisation.clone(),
        prepared_at: desk.now(),
        requests: requests.collect(),
        systems,
        ledger: of_ledger,
        ledger_head: ledger::store::head(db).await?.map(|head| head.to_string()),
        log,
        log_head: audit::store::head(db).await?.map(|head| head.to_string()),
    })
}

async fn system(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
) -> Result<SystemEvidence, CaseError> {
    let TaskResult { erasure, gone, .. } = opened.result_of(task)?;
    let mut approvals = Vec::new();
    if let Some(erasure) = &erasure {
        let people = staff::store::all(db).await?;
        let name = |id| people.iter().find(|person| person.id == id).map(|person| person.name.clone());
        let of_plan = approval::of(db, task.id, &erasure.preview.hash).await?.into_iter();
        approvals = of_plan.map(|it| Approved { by: name(it.staff_id).unwrap_or_default(), at: it.at }).collect();
    }
    let looks = recheck::store::of_task(db, task.id).await?.into_iter().map(|row| LookedAgain {
        due_at: row.planned_at,
        at: row.ended_at,
        found: row.found.map(|found| found.code().to_owned()),
        verified: row.verified.as_deref().and_then(|text| serde_json::from_str(text).ok()),
    });
    Ok(SystemEvidence {
        system: task.system.clone(),
        name: desk.systems.name(&task.system, &opened.ticket.language),
        task: task.id.to_string(),
        state: task.state.code().to_owned(),
        outcome: task.outcome.map(|outcome| outcome.code().to_owned()),
        ended_at: task.ended_at,
        plan: erasure.as_ref().map(|erasure| for_anybody(&erasure.preview)),
        approvals,
        done: erasure.and_then(|erasure| erasure.done),
        gone,
        looks: looks.collect(),
    })
}

/// The plan without the keys of rows that belong to others too: those were for whoever decided, and evidence is handed on.
fn for_anybody(plan: &Preview) -> Preview {
    let mut plan = plan.clone();
    for shared in plan.collections.iter_mut().filter_map(|outlook| outlook.shared.as_mut()) {
        shared.keys.clear();
    }
    plan
}

fn chained(seq: i64, previous: Option<Vec<u8>>, line: String, hash: &[u8]) -> ChainedLine {
    ChainedLine { seq, previous: hexadecimal(&previous.unwrap_or_default()), line, hash: hexadecimal(hash) }
}
