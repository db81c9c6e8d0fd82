//! Messages in the database.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::kernel::ids::TicketId;

/// Adds a message.
pub async fn insert(db: &impl ConnectionTrait, message: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(message).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The messages of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::At).order_by_asc(Column::Id).all(db).await
}
