//! When tasks begin: from their start once more.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity, Model},
    state::{self, Outcome, State},
    store,
};

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
