//! Letters in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Value,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    kind,
};
use crate::kernel::{
    ids::{LetterId, TicketId},
    lease,
};

/// Adds a letter to the outbox.
pub async fn insert(db: &impl ConnectionTrait, letter: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(letter).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The letters of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::CreatedAt).all(db).await
}

/// The letter with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: LetterId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// A page of the letters of all tickets, newest first, and how many there are in all.
pub async fn page(db: &impl ConnectionTrait, offset: u64, limit: u64) -> Result<(Vec<Model>, u64), DbErr> {
    let total = Entity::find().count(db).await?;
    let newest = Entity::find().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
    Ok((newest.offset(offset).limit(limit).all(db).await?, total))
}

/// What is written of a letter after an attempt, by column.
pub fn came(sent_at: Option<DateTime<Utc>>, problem: Option<String>) -> Vec<(&'static str, Value)> {
    vec![(Column::SentAt.as_str(), sent_at.into()), (Column::Problem.as_str(), problem.into())]
}

/// What is written of a letter that must not leave yet, by column: nobody has tried to send it.
pub fn held_back(attempts: i32, problem: &str) -> Vec<(&'static str, Value)> {
    vec![(Column::Attempts.as_str(), attempts.into()), (Column::Problem.as_str(), problem.into())]
}

/// Puts an abandoned letter back into the queue; false if it was not abandoned.
pub async fn retry(db: &impl ConnectionTrait, id: LetterId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    lease::retry::<Model>(db, id.into(), kind::RETRY, now).await
}

/// Notes that what an abandoned letter was to bring was brought in another way; false if it was not abandoned.
pub async fn bring(db: &impl ConnectionTrait, id: LetterId) -> Result<bool, DbErr> {
    let written = kind::BRING.update::<Entity>(Column::State).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(written.rows_affected == 1)
}
