//! Who has approved a plan to erase. A plan that differs by one row has another hash, and needs other approvals.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbErr, FromQueryResult, QueryOrder, Statement, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::kernel::ids::{StaffId, TaskId, TicketId};

/// One approval.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    /// The task that erases.
    #[sea_orm(primary_key, auto_increment = false)]
    pub task_id: TaskId,
    /// The hash of the plan.
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan: String,
    /// Who approved it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: StaffId,
    /// When.
    pub at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Notes an approval; false if the same person has approved the same plan before.
pub async fn add(
    db: &impl ConnectionTrait,
    task: TaskId,
    plan: &str,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = ActiveModel { task_id: Set(task), plan: Set(plan.to_owned()), staff_id: Set(by), at: Set(at) };
    let key = OnConflict::columns([Column::TaskId, Column::Plan, Column::StaffId]).do_nothing().to_owned();
    let written = Entity::insert(row).on_conflict(key).exec_without_returning(db).await?;
    Ok(written == 1)
}

/// Who has approved this plan, first to last. Each person stands there once.
pub async fn of(db: &impl ConnectionTrait, task: TaskId, plan: &str) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TaskId.eq(task)).filter(Column::Plan.eq(plan)).order_by_asc(Column::At).all(db).await
}

/// The open tickets with a plan that was approved and waits.
pub async fn tickets_that_wait(db: &impl ConnectionTrait) -> Result<Vec<TicketId>, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {
        ticket_id: TicketId,
    }
    let sql = "SELECT DISTINCT k.ticket_id FROM task k JOIN ticket t ON t.id = k.ticket_id \
               WHERE k.operation = 'erase' AND k.state = 'by_hand' AND t.closed_at IS NULL \
                 AND EXISTS (SELECT 1 FROM approval a WHERE a.task_id = k.id)";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    Ok(Found::find_by_statement(statement).all(db).await?.into_iter().map(|found| found.ticket_id).collect())
}

/// Forgets all approvals of a task: what is drawn up next is looked at anew, even if it is the same plan.
pub async fn forget(db: &impl ConnectionTrait, task: TaskId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::TaskId.eq(task)).exec(db).await?;
    Ok(())
}
