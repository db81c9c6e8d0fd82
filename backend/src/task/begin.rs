//! When tasks begin: later than they were planned, or from their start once more.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity, Model},
    state::{self, Outcome, State},
    store,
};
use crate::kernel::ids::TaskId;

/// Lets nobody begin these before `due_at`.
pub async fn not_before(db: &impl ConnectionTrait, ids: Vec<TaskId>, due_at: DateTime<Utc>) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(due_at))
        .filter(Column::Id.is_in(ids))
        .filter(Column::State.eq(State::Waiting))
        .exec(db)
        .await?;
    Ok(())
}

/// Has a task that is over, or that a worker is at, begun anew. The worker finds its lease gone.
pub async fn anew(db: &impl ConnectionTrait, task: &Model, now: DateTime<Utc>) -> Result<(), DbErr> {
    state::SKIP
        .update::<Entity>(Column::State)
        .col_expr(Column::Outcome, Expr::value(Outcome::Skipped))
        .filter(Column::Id.eq(task.id))
        .filter(Column::State.eq(State::Running))
        .exec(db)
        .await?;
    store::retry(db, task.id, now).await?;
    Ok(())
}
