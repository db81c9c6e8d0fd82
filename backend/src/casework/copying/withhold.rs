//! Before a package goes out, staff withhold what would harm somebody else (Art. 15(4), 20(4)): whole records, whole fields,
//! or single values, each on a coded ground.
//!
//! The package is then built anew without them; it says that something is missing and why. What is withheld is a refusal
//! in part, so another person lets the package out where two have to agree.

use std::{collections::BTreeSet, sync::Arc};

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::look_into::{self, collections};
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        answering::answer::must_be_in_review,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened, Place},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ArchiveId, StaffId, TaskId, TicketId},
    },
    law::grounds::Ground,
    message::LONGEST_MESSAGE,
    request,
    task::{
        self,
        entity::Model,
        result::{TaskResult, Withheld},
        state::Operation,
    },
};

/// The most that is marked with one form.
const MOST: usize = 500;

/// What is to be withheld of one collection.
#[derive(Clone, Debug)]
pub struct Withholding {
    /// The task that brought it.
    pub task: TaskId,
    /// The collection.
    pub collection: String,
    /// The numbers of the records, from 1; none: all of them, and then a field is named.
    pub rows: BTreeSet<u64>,
    /// The field; none: the whole records.
    pub field: Option<String>,
    /// On which ground, by code.
    pub ground: String,
    /// Why, for staff.
    pub words: String,
}

/// Withholds it from every copy of the collection and has the package built anew.
pub async fn withhold(desk: &Arc<Desk>, by: StaffId, id: TicketId, wish: Withholding) -> Result<(), CaseError> {
    if wish.words.trim().is_empty() {
        return Err(Refusal::NoEvidence.into());
    }
    if wish.words.chars().count() > LONGEST_MESSAGE || wish.rows.len() > MOST {
        return Err(Refusal::TooLong.into());
    }
    let with_field = with_field(desk, id, &wish).await?;
    let tx = database::write(&desk.db).await?;
    let Case { opened, row, copies, is_packed } = open(&tx, desk, id, wish.task).await?;
    let known = collections(&opened.result_of(&row)?).into_iter().find(|known| known.head.name == wish.collection);
    let known = known.ok_or(CaseError::NotFound)?;
    let request = request::store::of(&tx, id).await?.into_iter().find(|request| Some(request.id) == row.request_id);
    let right = request.ok_or(CaseError::NotFound)?.right;
    let ground = Ground::find(&wish.ground).ok_or(Refusal::NoGround)?;
    if !ground.can_answer(right) || !ground.kind.refuses() || !ground.exists_under(opened.ticket.regime()) {
        return Err(Refusal::GroundDoesNotFit.into());
    }
    let is_nothing = wish.rows.is_empty() && wish.field.is_none();
    let has_no_such = wish.field.is_some() && !with_field.contains(&row.id);
    if is_nothing || has_no_such || wish.rows.iter().any(|row| !(1..=known.records).contains(row)) {
        return Err(Refusal::NothingToWithhold.into());
    }
    let rows: Vec<Option<u64>> =
        if wish.rows.is_empty() { vec![None] } else { wish.rows.iter().copied().map(Some).collect() };
    for copy in copies {
        let mut result = opened.result_of(&copy)?;
        let Some(here) = collections(&result).into_iter().find(|it| it.head.name == wish.collection) else { continue };
        if wish.field.is_some() && !with_field.contains(&copy.id) {
            continue;
        }
        // Nobody can tell which of the files belong to the record, and they would go out.
        if wish.field.is_none() && result.files() > 0 {
            return Err(Refusal::FilesComeAlong.into());
        }
        if !wish.rows.is_empty() && here.records != known.records {
            return Err(Refusal::CopiesDiffer.into());
        }
        for number in &rows {
            let is_there =
                |it: &Withheld| it.collection == wish.collection && it.row == *number && it.field == wish.field;
            if !result.withheld.iter().any(is_there) {
                result.withheld.push(Withheld {
                    collection: wish.collection.clone(),
                    row: *number,
                    field: wish.field.clone(),
                    ground: ground.code.clone(),
                    words: wish.words.trim().to_owned(),
                    by,
                });
            }
        }
        amend(&tx, desk, &opened, &copy, &result).await?;
    }
    let details = json!({
        "task": row.id, "system": row.system, "collection": wish.collection, "ground": ground.code,
        "records": wish.rows.len(), "of_field": wish.field.is_some(),
    });
    let line = Entry::on(id, desk.now(), Actor::Staff(by), "records_withheld").with(details);
    build_anew(&tx, desk, &opened, is_packed, line).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Lets all of a collection be handed over after all.
pub async fn hand_over(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    task: TaskId,
    collection: &str,
) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let Case { opened, row, copies, is_packed } = open(&tx, desk, id, task).await?;
    // Its name goes into the log, so it has to be one that a manifest says.
    if !collections(&opened.result_of(&row)?).iter().any(|known| known.head.name == collection) {
        return Err(CaseError::NotFound);
    }
    for copy in copies {
        let mut result = opened.result_of(&copy)?;
        result.withheld.retain(|it| it.collection != collection);
        if let Some(request) = copy.request_id {
            task::withheld_before::forget(&tx, request, &copy.system).await?;
        }
        amend(&tx, desk, &opened, &copy, &result).await?;
    }
    let details = json!({ "task": row.id, "system": row.system, "collection": collection });
    let line = Entry::on(id, desk.now(), Actor::Staff(by), "records_handed_over").with(details);
    build_anew(&tx, desk, &opened, is_packed, line).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The copies that are to be had of what a task brought: one system may answer two requests of a ticket.
fn copies(tasks: &[Model], row: &Model) -> Vec<Model> {
    let is_copy = |it: &&Model| it.id == row.id || (it.operation == Operation::Export && it.system == row.system);
    tasks.iter().filter(is_copy).cloned().collect()
}

/// The tasks whose copy of the collection has the field; read before anybody is kept waiting.
async fn with_field(desk: &Arc<Desk>, id: TicketId, wish: &Withholding) -> Result<BTreeSet<TaskId>, CaseError> {
    let Some(field) = wish.field.clone() else { return Ok(BTreeSet::new()) };
    let opened = sealing::open(&desk.db, desk, id).await?;
    let tasks = task::store::of(&desk.db, id).await?;
    let row = tasks.iter().find(|row| row.id == wish.task).ok_or(CaseError::NotFound)?;
    let mut results = Vec::new();
    for copy in copies(&tasks, row) {
        results.push((copy.id, opened.result_of(&copy)?));
    }
    let (desk, collection) = (Arc::clone(desk), wish.collection.clone());
    let read = tokio::task::spawn_blocking(move || {
        let mut found = BTreeSet::new();
        for (task, result) in &results {
            if look_into::has_field(&desk, &opened, result, &collection, &field)? {
                found.insert(*task);
            }
        }
        Ok::<_, CaseError>(found)
    });
    read.await.map_err(CaseError::fault)?
}

/// What is looked at.
struct Case {
    opened: Opened,
    row: Model,
    copies: Vec<Model>,
    is_packed: bool,
}

async fn open(tx: &DatabaseTransaction, desk: &Desk, id: TicketId, task: TaskId) -> Result<Case, CaseError> {
    let opened = sealing::open_to_write(tx, desk, id).await?;
    must_be_in_review(&opened)?;
    let tasks = task::store::of(tx, id).await?;
    let row = tasks.iter().find(|row| row.id == task).cloned().ok_or(CaseError::NotFound)?;
    // What has gone out cannot be taken back; what was thrown away is not built until somebody wants it.
    let current = archive::store::current(tx, id).await?;
    if current.as_ref().is_some_and(|current| !current.state.may_be_discarded()) {
        return Err(Refusal::PackageNotReady.into());
    }
    let copies = copies(&tasks, &row);
    Ok(Case { opened, row, copies, is_packed: current.is_some() })
}

async fn amend(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    result: &TaskResult,
) -> Result<(), CaseError> {
    let text = serde_json::to_string(result).map_err(CaseError::fault)?;
    let sealed = opened.seal(desk, Place::TaskResult(row.id), &text);
    if task::store::amend_result(tx, row.id, sealed).await? { Ok(()) } else { Err(CaseError::Changed) }
}

async fn build_anew(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    is_packed: bool,
    line: Entry,
) -> Result<(), CaseError> {
    if is_packed {
        let archive = ArchiveId(desk.ids.fresh());
        archive::store::order(tx, archive, opened.ticket.id, desk.config.work.attempts, desk.now()).await?;
    }
    audit::store::append(tx, [line]).await?;
    Ok(())
}
