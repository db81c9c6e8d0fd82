//! Notices on their way to recipients' systems, in the database.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, QueryFilter, Value};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state,
};
use crate::kernel::{
    ids::{NoticeId, TicketId},
    lease,
};

/// Adds one.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Those of a ticket.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).all(db).await
}

/// Those of some tickets.
pub async fn of_tickets(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.is_in(tickets.iter().copied())).all(db).await
}

/// Puts one that was given up back into the queue; false if it was not given up.
pub async fn retry(db: &impl ConnectionTrait, id: NoticeId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    lease::retry::<Model>(db, id.into(), state::RETRY, now).await
}

/// What is written of one that was taken, by column.
pub fn taken(at: DateTime<Utc>, receipt: Option<String>) -> Vec<(&'static str, Value)> {
    vec![
        (Column::TakenAt.as_str(), at.into()),
        (Column::Receipt.as_str(), receipt.into()),
        (Column::Problem.as_str(), Option::<String>::None.into()),
    ]
}

/// What is written of one that was not, by column.
pub fn fault(problem: &str) -> Vec<(&'static str, Value)> {
    vec![(Column::Problem.as_str(), problem.into())]
}
