//! Writing and reading the ledger.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    entity::{ActiveModel, Column, Entity},
    entry::{self, Entry},
    what::What,
};
use crate::kernel::{
    database,
    ids::{BatchId, TaskId, TicketId},
};

/// Appends a line inside the transaction of what it tells.
pub async fn append(tx: &DatabaseTransaction, entry: Entry) -> Result<(), DbErr> {
    // The chain has one end: whoever appends holds it until the transaction is over.
    database::serialise(tx, "ledger").await?;
    let (seq, previous) = head(tx).await?.unwrap_or_default();
    let row = entry.at(seq + 1, &previous);
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The last line's place and hash, without its names, of which there may be many; none while the ledger is empty.
pub async fn head(db: &impl ConnectionTrait) -> Result<Option<(i64, Vec<u8>)>, DbErr> {
    let last = Entity::find().select_only().columns([Column::Seq, Column::Hash]).order_by_desc(Column::Seq);
    last.limit(1).into_tuple().one(db).await
}

/// Whether the ledger says that a task began to carry this plan out.
pub async fn has_begun(db: &impl ConnectionTrait, task: TaskId, plan: &str) -> Result<bool, DbErr> {
    let lines = Entity::find()
        .filter(Column::TaskId.eq(task))
        .filter(Column::Plan.eq(plan))
        .filter(Column::What.eq(What::Begun))
        .count(db)
        .await?;
    Ok(lines > 0)
}

/// Whether the ledger says that a batch has come so far in a system.
pub async fn has_batch(db: &impl ConnectionTrait, batch: BatchId, system: &str, what: What) -> Result<bool, DbErr> {
    let lines = Entity::find().filter(Column::BatchId.eq(batch)).filter(Column::System.eq(system));
    Ok(lines.filter(Column::What.eq(what)).count(db).await? > 0)
}

/// Whether an erasure for this ticket has begun, in any system.
pub async fn has_any(db: &impl ConnectionTrait, ticket: TicketId) -> Result<bool, DbErr> {
    Ok(Entity::find().filter(Column::TicketId.eq(ticket)).count(db).await? > 0)
}

/// The first line whose hash is not what it should be, or none if the chain holds.
pub async fn first_broken(db: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    // A line of a batch may hold the names of hundreds.
    const PAGE: u64 = 100;
    let (mut previous, mut expected) = (Vec::new(), 1);
    loop {
        let page =
            Entity::find().filter(Column::Seq.gte(expected)).order_by_asc(Column::Seq).limit(PAGE).all(db).await?;
        if page.is_empty() {
            return Ok(None);
        }
        for row in page {
            if row.seq != expected || !entry::holds(&row, &previous) {
                return Ok(Some(expected));
            }
            previous = row.hash;
            expected += 1;
        }
    }
}
