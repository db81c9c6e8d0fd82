//! Writing and reading the ledger.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    entry::{self, Entry},
    what::What,
};
use crate::kernel::{
    chain::{Fault, Head, Walk, Walked},
    database,
    ids::{BatchId, TaskId, TicketId},
};

/// How many lines are read at once: one of a batch may hold the names of hundreds.
const PAGE: u64 = 100;

/// Appends a line inside the transaction of what it tells; where the chain ends now.
///
/// Whoever writes into the audit log in the same transaction does it after this, so that no two wait for each other.
pub async fn append(tx: &DatabaseTransaction, entry: Entry) -> Result<Head, DbErr> {
    // The chain has one end: whoever appends holds it until the transaction is over.
    database::serialise(tx, "ledger").await?;
    let last = head(tx).await?.unwrap_or_default();
    let row = entry.at(last.seq + 1, &last.hash);
    let head = Head { seq: row.seq, hash: row.hash.clone() };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(head)
}

/// The last line's place and hash, without its names, of which there may be many; none while the ledger is empty.
pub async fn head(db: &impl ConnectionTrait) -> Result<Option<Head>, DbErr> {
    let last = Entity::find().select_only().columns([Column::Seq, Column::Hash]).order_by_desc(Column::Seq);
    let last: Option<(i64, Vec<u8>)> = last.limit(1).into_tuple().one(db).await?;
    Ok(last.map(|(seq, hash)| Head { seq, hash }))
}

/// The last that the ledger tells of a task and this plan; none if it was never begun.
pub async fn how_far(db: &impl ConnectionTrait, task: TaskId, plan: &str) -> Result<Option<What>, DbErr> {
    let lines = Entity::find().select_only().column(Column::What).filter(Column::TaskId.eq(task));
    lines.filter(Column::Plan.eq(plan)).order_by_desc(Column::Seq).limit(1).into_tuple().one(db).await
}

/// The tasks of a ticket that have begun to erase, and of which anything may be gone: not those that were broken off before
/// anything was.
pub async fn tasks_of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<TaskId>, DbErr> {
    let lines = Entity::find().select_only().columns([Column::TaskId, Column::What, Column::Details]);
    let lines = lines.filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Seq);
    let lines: Vec<(TaskId, What, String)> = lines.into_tuple().all(db).await?;
    let mut gone = BTreeMap::<TaskId, (bool, bool)>::new();
    for (task, what, details) in lines {
        let (is_gone, may_be) = gone.entry(task).or_default();
        match what {
            What::Begun => *may_be = true,
            What::Done => *is_gone = true,
            What::Interrupted => {
                *may_be = false;
                *is_gone |= entry::counts_anything(&details);
            }
        }
    }
    Ok(gone.into_iter().filter(|(_, (is_gone, may_be))| *is_gone || *may_be).map(|(task, _)| task).collect())
}

/// Whether the ledger says that a batch has come so far in a system.
pub async fn has_batch(db: &impl ConnectionTrait, batch: BatchId, system: &str, what: What) -> Result<bool, DbErr> {
    let lines = Entity::find().filter(Column::BatchId.eq(batch)).filter(Column::System.eq(system));
    Ok(lines.filter(Column::What.eq(what)).count(db).await? > 0)
}

/// Whom the lines name that tell that a batch has come so far in a system: each person's hashes.
pub async fn named_in(
    db: &impl ConnectionTrait,
    batch: BatchId,
    system: &str,
    what: What,
) -> Result<Vec<String>, DbErr> {
    let lines = Entity::find().select_only().column(Column::Names).filter(Column::BatchId.eq(batch));
    lines.filter(Column::System.eq(system)).filter(Column::What.eq(what)).into_tuple().all(db).await
}

/// Whether an erasure for this ticket has begun in any system, so that anything may be gone.
pub async fn has_any(db: &impl ConnectionTrait, ticket: TicketId) -> Result<bool, DbErr> {
    Ok(!tasks_of(db, ticket).await?.is_empty())
}

/// Goes through the whole ledger; these lines are known to have been there.
pub async fn walk(db: &impl ConnectionTrait, expected: Vec<Head>) -> Result<Walked, DbErr> {
    let mut walk = Walk::expecting(expected);
    loop {
        let page = Entity::find().filter(Column::Seq.gte(walk.next_seq())).order_by_asc(Column::Seq).limit(PAGE);
        let page = page.all(db).await?;
        if page.is_empty() {
            return Ok(walk.end());
        }
        for row in page {
            let holds = entry::holds(&row, walk.previous());
            if !walk.step(row.seq, holds, row.hash) {
                return Ok(walk.end());
            }
        }
    }
}

/// The first line whose hash is not what it should be, or none if the chain holds.
pub async fn first_broken(db: &impl ConnectionTrait) -> Result<Option<Fault>, DbErr> {
    Ok(walk(db, Vec::new()).await?.fault)
}

/// The lines that tell one of these of a system since a moment: those after `seq`, in order, a page of them.
pub async fn told_since(
    db: &impl ConnectionTrait,
    system: &str,
    whats: &[What],
    since: Option<DateTime<Utc>>,
    seq: i64,
) -> Result<Vec<Model>, DbErr> {
    let lines = Entity::find().filter(Column::System.eq(system)).filter(Column::What.is_in(whats.iter().copied()));
    let lines = lines.filter(Column::Seq.gt(seq));
    let lines = match since {
        Some(since) => lines.filter(Column::At.gte(since)),
        None => lines,
    };
    lines.order_by_asc(Column::Seq).limit(PAGE).all(db).await
}

/// Whether anybody was ever erased from this system.
pub async fn has_done(db: &impl ConnectionTrait, system: &str) -> Result<bool, DbErr> {
    let done = Entity::find().select_only().column(Column::Seq).filter(Column::System.eq(system));
    let done: Option<i64> = done.filter(Column::What.eq(What::Done)).limit(1).into_tuple().one(db).await?;
    Ok(done.is_some())
}

/// The hash of the line at this place; none if there is no such line.
pub async fn hash_at(db: &impl ConnectionTrait, seq: i64) -> Result<Option<Vec<u8>>, DbErr> {
    Entity::find_by_id(seq).select_only().column(Column::Hash).into_tuple().one(db).await
}

/// The lines of a ticket, in order.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Seq).all(db).await
}

/// The details of the last line that tells that somebody was erased.
pub async fn last_details(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let last = Entity::find().select_only().column(Column::Details).filter(Column::What.eq(What::Done));
    last.order_by_desc(Column::Seq).limit(1).into_tuple().one(db).await
}
