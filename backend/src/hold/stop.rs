//! Which tasks did not erase because of which hold, so that they are looked at again when it is lifted.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, QuerySelect, entity::prelude::*, sea_query::OnConflict};

use crate::kernel::ids::{HoldId, TaskId};

/// One task that was stopped.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold_stop")]
pub struct Model {
    /// By which hold.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hold_id: HoldId,
    /// The task.
    #[sea_orm(primary_key, auto_increment = false)]
    pub task_id: TaskId,
    /// When.
    pub at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Notes that these holds stopped a task. To note it twice changes nothing.
pub async fn note(
    db: &impl ConnectionTrait,
    holds: impl IntoIterator<Item = HoldId>,
    task: TaskId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = |hold| ActiveModel { hold_id: Set(hold), task_id: Set(task), at: Set(at) };
    let rows: Vec<_> = holds.into_iter().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let key = OnConflict::columns([Column::HoldId, Column::TaskId]).do_nothing().to_owned();
    Entity::insert_many(rows).on_conflict(key).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets that a hold stopped a task: it does so no more, and what the task has done since is none of its business.
pub async fn forget(db: &impl ConnectionTrait, hold: HoldId, task: TaskId) -> Result<(), DbErr> {
    Entity::delete_by_id((hold, task)).exec(db).await?;
    Ok(())
}

/// The tasks that a hold stopped.
pub async fn by(db: &impl ConnectionTrait, hold: HoldId) -> Result<Vec<TaskId>, DbErr> {
    Entity::find().select_only().column(Column::TaskId).filter(Column::HoldId.eq(hold)).into_tuple().all(db).await
}

/// The holds that stopped these tasks.
pub async fn of(db: &impl ConnectionTrait, tasks: &[TaskId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TaskId.is_in(tasks.iter().copied())).all(db).await
}
