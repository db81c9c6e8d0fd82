//! Reminders in the database.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::kernel::ids::RequestId;

/// Notes that somebody is reminded; false if they were before.
pub async fn note(db: &impl ConnectionTrait, reminder: Model) -> Result<bool, DbErr> {
    let twice = OnConflict::columns([Column::RequestId, Column::DueSafeOn, Column::DaysBefore]).do_nothing().to_owned();
    let row = ActiveModel::from(reminder).reset_all();
    let written = Entity::insert(row).on_conflict(twice).exec_without_returning(db).await?;
    Ok(written == 1)
}

/// The reminders of these requests.
pub async fn of_all(db: &impl ConnectionTrait, requests: &[RequestId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::RequestId.is_in(requests.iter().copied())).all(db).await
}
