//! Looks in the database.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IdenStatic, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Value,
    sea_query::{Expr, OnConflict},
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::{self, Found, State},
};
use crate::kernel::ids::{RecheckId, StaffId, TaskId, TicketId};

/// How often a look is begun before it is given up.
const MOST_ATTEMPTS: i32 = 12;

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// An erasure, so long after it.
    Task(TicketId, TaskId, TimeDelta),
    /// All who were ever erased from a system.
    System,
}

/// Plans a look; one that is planned already is put off, and one that is over is planned again, unless staff have still to see
/// to what it found.
pub async fn plan(
    db: &impl ConnectionTrait,
    id: RecheckId,
    system: &str,
    of: Of,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (ticket_id, task_id, after) = match of {
        Of::Task(ticket, task, after) => (Some(ticket), Some(task), after),
        Of::System => (None, None, TimeDelta::zero()),
    };
    let row = Model {
        id,
        ticket_id,
        task_id,
        system: system.to_owned(),
        after_seconds: after.num_seconds(),
        planned_at: now + after,
        state: state::START,
        due_at: now + after,
        attempts: 0,
        max_attempts: MOST_ATTEMPTS,
        lease_token: None,
        lease_until: None,
        ended_at: None,
        found: None,
        verified: None,
        remark: None,
        seen_by: None,
        seen_at: None,
    };
    let twice = OnConflict::columns([Column::TaskId, Column::AfterSeconds]).do_nothing().to_owned();
    let row = ActiveModel::from(row).reset_all();
    Entity::insert(row).on_conflict(twice).exec_without_returning(db).await?;
    if let Some(task) = task_id {
        plan_again(db, task, after, now + after).await?;
    }
    Ok(())
}

async fn plan_again(db: &impl ConnectionTrait, task: TaskId, after: TimeDelta, at: DateTime<Utc>) -> Result<(), DbErr> {
    let same = Condition::all().add(Column::TaskId.eq(task)).add(Column::AfterSeconds.eq(after.num_seconds()));
    Entity::update_many()
        .col_expr(Column::PlannedAt, Expr::value(at))
        .col_expr(Column::DueAt, Expr::value(at))
        .filter(same.clone())
        .filter(Column::State.eq(State::Waiting))
        .filter(Column::PlannedAt.lt(at))
        .exec(db)
        .await?;
    let harmless = Found::ALL.iter().copied().filter(|found| !found.needs_person());
    state::PLAN_AGAIN
        .update::<Entity>(Column::State)
        .col_expr(Column::PlannedAt, Expr::value(at))
        .col_expr(Column::DueAt, Expr::value(at))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::EndedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(Column::Found, Expr::value(Option::<Found>::None))
        .col_expr(Column::Verified, Expr::value(Option::<String>::None))
        .col_expr(Column::Remark, Expr::value(Option::<String>::None))
        .col_expr(Column::SeenBy, Expr::value(Option::<StaffId>::None))
        .col_expr(Column::SeenAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(same)
        .filter(Condition::any().add(Column::Found.is_in(harmless)).add(Column::SeenAt.is_not_null()))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether a look at the whole of a system is in the queue.
pub async fn is_planned(db: &impl ConnectionTrait, system: &str) -> Result<bool, DbErr> {
    let open = Entity::find().filter(Column::System.eq(system)).filter(Column::TaskId.is_null());
    Ok(open.filter(Column::State.ne(State::Ended)).count(db).await? > 0)
}

/// The looks at the erasure that a task did, in the order in which they were planned.
pub async fn of_task(db: &impl ConnectionTrait, task: TaskId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TaskId.eq(task)).order_by_asc(Column::PlannedAt).all(db).await
}

/// The last look at the whole of a system that has ended.
pub async fn last_of_system(db: &impl ConnectionTrait, system: &str) -> Result<Option<Model>, DbErr> {
    let ended = Entity::find().filter(Column::System.eq(system)).filter(Column::TaskId.is_null());
    ended.filter(Column::State.eq(State::Ended)).order_by_desc(Column::EndedAt).limit(1).one(db).await
}

/// The looks whose findings nobody has seen to, oldest first.
pub async fn alarms(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    let open = Entity::find().filter(Column::State.eq(State::Ended)).filter(Column::SeenAt.is_null());
    let needy = Found::ALL.iter().copied().filter(|found| found.needs_person());
    open.filter(Column::Found.is_in(needy)).order_by_asc(Column::EndedAt).limit(500).all(db).await
}

/// Somebody has seen to it; false if there is no such alarm.
pub async fn see(db: &impl ConnectionTrait, id: RecheckId, by: StaffId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let seen = Entity::update_many()
        .col_expr(Column::SeenBy, Expr::value(by))
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Ended))
        .filter(Column::SeenAt.is_null())
        .exec(db)
        .await?;
    Ok(seen.rows_affected == 1)
}

/// What a look found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// In a word.
    pub found: Found,
    /// All of it, as JSON.
    pub verified: Option<String>,
    /// Of whom, or why not.
    pub remark: Option<String>,
    /// Given: staff know of exactly this already.
    pub seen: Option<(StaffId, DateTime<Utc>)>,
}

impl Came {
    /// What is written of it, by column.
    pub fn columns(self, now: DateTime<Utc>) -> Vec<(&'static str, Value)> {
        vec![
            (Column::EndedAt.as_str(), now.into()),
            (Column::Found.as_str(), self.found.into()),
            (Column::Verified.as_str(), self.verified.into()),
            (Column::Remark.as_str(), self.remark.into()),
            (Column::SeenBy.as_str(), self.seen.map(|(by, _)| by).into()),
            (Column::SeenAt.as_str(), self.seen.map(|(_, at)| at).into()),
        ]
    }
}
