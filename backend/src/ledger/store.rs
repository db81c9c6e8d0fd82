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
    ids::{TaskId, TicketId},
};

/// Appends a line inside the transaction of what it tells.
pub async fn append(tx: &DatabaseTransaction, entry: Entry) -> Result<(), DbErr> {
    // The chain has one end: whoever appends holds it until the transaction is over.
    database::serialise(tx, "ledger").await?;
    let last = Entity::find().order_by_desc(Column::Seq).limit(1).one(tx).await?;
    let (seq, previous) = last.map_or((0, Vec::new()), |line| (line.seq, line.hash));
    let row = entry.at(seq + 1, &previous);
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(())
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

/// Whether an erasure for this ticket has begun, in any system.
pub async fn has_any(db: &impl ConnectionTrait, ticket: TicketId) -> Result<bool, DbErr> {
    Ok(Entity::find().filter(Column::TicketId.eq(ticket)).count(db).await? > 0)
}

/// The first line whose hash is not what it should be, or none if the chain holds.
pub async fn first_broken(db: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    const PAGE: u64 = 1000;
    let (mut previous, mut expected) = (Vec::new(), 1);
    loop {
        let page =
            Entity::find().filter(Column::Seq.gte(expected)).order_by_asc(Column::Seq).limit(PAGE).all(db).await?;
        if page.is_empty() {
            return Ok(None);
        }
        for row in page {
            if row.seq != expected || entry::hash(&row, &previous) != row.hash {
                return Ok(Some(expected));
            }
            previous = row.hash;
            expected += 1;
        }
    }
}
