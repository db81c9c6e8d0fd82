//! How the connected systems fare: when each last answered, and what it last said when it did not.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Statement, entity::prelude::*};

/// How one system fares.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "system_state")]
pub struct Model {
    /// Its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub system: String,
    /// Whether staff have stopped calls to it.
    pub paused: bool,
    /// When it last answered.
    pub last_success_at: Option<DateTimeUtc>,
    /// When it last did not.
    pub last_failure_at: Option<DateTimeUtc>,
    /// What was wrong then, in words for staff.
    pub last_problem: Option<String>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All that is known, by key.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().all(db).await
}

/// Notes that a system answered.
pub async fn answered(db: &impl ConnectionTrait, system: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        "INSERT INTO system_state (system, paused, last_success_at) VALUES ($1, FALSE, $2) \
         ON CONFLICT (system) DO UPDATE SET last_success_at = excluded.last_success_at",
        [system.into(), now.into()],
    ))
    .await?;
    Ok(())
}

/// Notes that a system did not answer.
pub async fn failed(db: &impl ConnectionTrait, system: &str, problem: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        "INSERT INTO system_state (system, paused, last_failure_at, last_problem) VALUES ($1, FALSE, $2, $3) \
         ON CONFLICT (system) DO UPDATE SET last_failure_at = excluded.last_failure_at, \
         last_problem = excluded.last_problem",
        [system.into(), now.into(), problem.into()],
    ))
    .await?;
    Ok(())
}
