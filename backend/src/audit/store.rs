//! Writing and reading the log.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    entry::{Entry, Line},
};
use crate::kernel::{
    chain::{Fault, Head, Walk, Walked},
    database,
    ids::{StaffId, TicketId},
};

/// The end of the chain: there is one, and whoever appends holds it until the transaction is over.
#[derive(Debug)]
pub struct End(());

/// Takes hold of the end of the chain, as the only one.
pub async fn hold(tx: &DatabaseTransaction) -> Result<End, DbErr> {
    database::serialise(tx, "audit").await?;
    Ok(End(()))
}

/// Appends lines, in order, inside the transaction of the change they tell of.
pub async fn append(tx: &DatabaseTransaction, entries: impl IntoIterator<Item = Entry>) -> Result<(), DbErr> {
    let mut entries = entries.into_iter().peekable();
    if entries.peek().is_none() {
        return Ok(());
    }
    let end = hold(tx).await?;
    append_at(end, tx, entries).await
}

/// Appends at least one line, in order, at the end that we hold.
pub async fn append_at(
    _: End,
    tx: &DatabaseTransaction,
    entries: impl IntoIterator<Item = Entry>,
) -> Result<(), DbErr> {
    let last = Entity::find().order_by_desc(Column::Seq).limit(1).one(tx).await?;
    let (mut seq, mut hash) = last.map_or((0, Vec::new()), |line| (line.seq, line.hash));
    let mut rows = Vec::new();
    for entry in entries {
        seq += 1;
        let details = entry.details.to_string();
        let line = Line {
            seq,
            at: entry.at,
            ticket: entry.ticket,
            actor: entry.actor.code(),
            actor_id: entry.actor.staff(),
            event: entry.event,
            details: &details,
        };
        hash = line.hash(&hash);
        rows.push(ActiveModel {
            seq: Set(seq),
            at: Set(entry.at),
            ticket_id: Set(entry.ticket),
            actor: Set(entry.actor.code().to_owned()),
            actor_id: Set(entry.actor.staff()),
            event: Set(entry.event.to_owned()),
            details: Set(details),
            hash: Set(hash.clone()),
        });
    }
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The lines about a ticket, oldest first.
pub async fn about(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Seq).all(db).await
}

/// When each member of staff last did `event`.
pub async fn last_of_each(
    db: &impl ConnectionTrait,
    event: &str,
) -> Result<Vec<(StaffId, chrono::DateTime<chrono::Utc>)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::ActorId)
        .column_as(Column::At.max(), "at")
        .filter(Column::Event.eq(event))
        .filter(Column::ActorId.is_not_null())
        .group_by(Column::ActorId)
        .into_tuple()
        .all(db)
        .await
}

/// What is hashed of a line.
pub fn of(row: &Model) -> Line<'_> {
    Line {
        seq: row.seq,
        at: row.at,
        ticket: row.ticket_id,
        actor: &row.actor,
        actor_id: row.actor_id,
        event: &row.event,
        details: &row.details,
    }
}

/// Goes through the whole log; these lines are known to have been there.
pub async fn walk(db: &impl ConnectionTrait, expected: Vec<Head>) -> Result<Walked, DbErr> {
    const PAGE: u64 = 1000;
    let mut walk = Walk::expecting(expected);
    loop {
        let page = Entity::find().filter(Column::Seq.gte(walk.next_seq())).order_by_asc(Column::Seq).limit(PAGE);
        let page = page.all(db).await?;
        if page.is_empty() {
            return Ok(walk.end());
        }
        for row in page {
            let holds = of(&row).hash(walk.previous()) == row.hash;
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

/// The hash of the line at this place; none if there is no such line.
pub async fn hash_at(db: &impl ConnectionTrait, seq: i64) -> Result<Option<Vec<u8>>, DbErr> {
    Entity::find_by_id(seq).select_only().column(Column::Hash).into_tuple().one(db).await
}

/// The last line; none while the log is empty.
pub async fn head(db: &impl ConnectionTrait) -> Result<Option<Head>, DbErr> {
    let last = Entity::find().select_only().columns([Column::Seq, Column::Hash]).order_by_desc(Column::Seq);
    let last: Option<(i64, Vec<u8>)> = last.limit(1).into_tuple().one(db).await?;
    Ok(last.map(|(seq, hash)| Head { seq, hash }))
}

/// The details of the last line that tells of `event`.
pub async fn last_details(db: &impl ConnectionTrait, event: &str) -> Result<Option<String>, DbErr> {
    let last = Entity::find().select_only().column(Column::Details).filter(Column::Event.eq(event));
    last.order_by_desc(Column::Seq).limit(1).into_tuple().one(db).await
}
