//! Before a package goes out, staff withhold what would harm somebody else (Art. 15(4), 20(4)): whole records, whole fields,
//! or single values, each on a coded ground.
//!
//! The package is then built anew without them; it says that something is missing and why. What is withheld is a refusal
//! in part, so another person lets the package out where two have to agree.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    answer::must_be_in_review,
    error::CaseError,
    look_into::collections,
    receive::LONGEST_MESSAGE,
    refusal::Refusal,
    sealing::{self, Opened, Place},
};
use crate::{
    archive,
    audit::{self, entry::Entry},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ArchiveId, StaffId, TaskId, TicketId},
    },
    law::grounds::Ground,
    request,
    task::{
        self,
        entity::Model,
        result::{TaskResult, Withheld},
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

/// Withholds it and has the package built anew.
pub async fn withhold(desk: &Desk, by: StaffId, id: TicketId, wish: Withholding) -> Result<(), CaseError> {
    if wish.words.trim().is_empty() {
        return Err(Refusal::NoEvidence.into());
    }
    if wish.words.chars().count() > LONGEST_MESSAGE || wish.rows.len() > MOST {
        return Err(Refusal::TooLong.into());
    }
    let tx = database::write(&desk.db).await?;
    let (opened, row, mut result) = open(&tx, desk, id, wish.task).await?;
    let known = collections(&result).into_iter().find(|known| known.head.name == wish.collection);
    let known = known.ok_or(CaseError::NotFound)?;
    let request = request::store::of(&tx, id).await?.into_iter().find(|request| Some(request.id) == row.request_id);
    let right = request.ok_or(CaseError::NotFound)?.right;
    let ground = Ground::find(&wish.ground).ok_or(Refusal::NoGround)?;
    if !ground.can_answer(right) || !ground.kind.refuses() || !ground.exists_under(opened.ticket.regime()) {
        return Err(Refusal::GroundDoesNotFit.into());
    }
    let is_nothing = wish.rows.is_empty() && wish.field.is_none();
    if is_nothing || wish.rows.iter().any(|row| !(1..=known.records).contains(row)) {
        return Err(Refusal::NothingToWithhold.into());
    }
    let rows: Vec<Option<u64>> =
        if wish.rows.is_empty() { vec![None] } else { wish.rows.iter().copied().map(Some).collect() };
    for number in rows {
        let is_there = |it: &Withheld| it.collection == wish.collection && it.row == number && it.field == wish.field;
        if !result.withheld.iter().any(is_there) {
            result.withheld.push(Withheld {
                collection: wish.collection.clone(),
                row: number,
                field: wish.field.clone(),
                ground: ground.code.clone(),
                words: wish.words.trim().to_owned(),
                by,
            });
        }
    }
    let details = json!({
        "task": row.id, "system": row.system, "collection": wish.collection, "ground": ground.code,
        "records": wish.rows.len(), "field": wish.field,
    });
    let line = Entry::on(id, desk.now(), Actor::Staff(by), "records_withheld").with(details);
    build_anew(&tx, desk, &opened, &row, &result, line).await?;
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
    let (opened, row, mut result) = open(&tx, desk, id, task).await?;
    result.withheld.retain(|it| it.collection != collection);
    let details = json!({ "task": row.id, "system": row.system, "collection": collection });
    let line = Entry::on(id, desk.now(), Actor::Staff(by), "records_handed_over").with(details);
    build_anew(&tx, desk, &opened, &row, &result, line).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

async fn open(
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: TicketId,
    task: TaskId,
) -> Result<(Opened, Model, TaskResult), CaseError> {
    let opened = sealing::open(tx, desk, id).await?;
    must_be_in_review(&opened)?;
    let row = task::store::by_id(tx, task).await?.filter(|row| row.ticket_id == id).ok_or(CaseError::NotFound)?;
    // What has gone out cannot be taken back.
    let current = archive::store::current(tx, id).await?.ok_or(CaseError::Refused(Refusal::NoPackage))?;
    if !current.state.may_be_discarded() {
        return Err(Refusal::PackageNotReady.into());
    }
    let result = opened.result_of(&row)?;
    Ok((opened, row, result))
}

async fn build_anew(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    result: &TaskResult,
    line: Entry,
) -> Result<(), CaseError> {
    let text = serde_json::to_string(result).map_err(CaseError::fault)?;
    if !task::store::amend_result(tx, row.id, opened.seal(desk, Place::TaskResult(row.id), &text)).await? {
        return Err(CaseError::Changed);
    }
    let archive = ArchiveId(desk.ids.fresh());
    archive::store::order(tx, archive, opened.ticket.id, desk.config.work.attempts, desk.now()).await?;
    audit::store::append(tx, [line]).await?;
    Ok(())
}
