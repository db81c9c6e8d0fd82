//! What is particular to a hold that is a lock (Art. 18): for which purpose, for which request, and when it ends.
//!
//! A lock never ends without the person having been told before (Art. 18(3)): a day is planned and a letter goes out; on that
//! day the lock ends by itself, if the letter has left long enough ago.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, FromQueryResult, Statement, entity::prelude::*, sea_query::Expr,
};

use super::ground::Ground;
use crate::kernel::ids::{HoldId, LetterId, RequestId};

/// One lock.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lock")]
pub struct Model {
    /// The hold that it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hold_id: HoldId,
    /// The request that asked for it, if one did.
    pub request_id: Option<RequestId>,
    /// The purpose for which the data is not used; none: whatever purpose.
    pub purpose: Option<String>,
    /// The day on which it ends by itself; none: nobody has planned that.
    pub ends_on: Option<Date>,
    /// The letter that tells the person of that day.
    pub letter_id: Option<LetterId>,
    /// When staff told them otherwise.
    pub told_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds one.
pub async fn insert(db: &impl ConnectionTrait, lock: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(lock).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The lock of this hold, if it is one.
pub async fn of(db: &impl ConnectionTrait, hold: HoldId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(hold).one(db).await
}

/// The locks among these holds.
pub async fn of_all(db: &impl ConnectionTrait, holds: &[HoldId]) -> Result<BTreeMap<HoldId, Model>, DbErr> {
    let rows = Entity::find().filter(Column::HoldId.is_in(holds.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.hold_id, row)).collect())
}

/// Writes down when it ends and how the person hears of it; no day: that it goes on.
pub async fn plan(
    db: &impl ConnectionTrait,
    hold: HoldId,
    ends_on: Option<NaiveDate>,
    letter: Option<LetterId>,
    told_at: Option<DateTimeUtc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::EndsOn, Expr::value(ends_on))
        .col_expr(Column::LetterId, Expr::value(letter))
        .col_expr(Column::ToldAt, Expr::value(told_at))
        .filter(Column::HoldId.eq(hold))
        .exec(db)
        .await?;
    Ok(())
}

/// Those that stand, whose end nobody has planned, and whose request or ticket is over: of objections and contested data.
pub async fn without_reason(db: &impl ConnectionTrait) -> Result<Vec<HoldId>, DbErr> {
    let sql = "SELECT l.* FROM lock l JOIN hold h ON h.id = l.hold_id JOIN ticket t ON t.id = h.ticket_id \
               LEFT JOIN request r ON r.id = l.request_id \
               WHERE h.lifted_at IS NULL AND l.ends_on IS NULL AND h.ground IN ($1, $2) \
                 AND (t.closed_at IS NOT NULL OR r.state <> 'open') ORDER BY l.hold_id";
    let grounds = [Ground::ObjectionPending.into(), Ground::AccuracyContested.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, grounds);
    Ok(Model::find_by_statement(statement).all(db).await?.into_iter().map(|lock| lock.hold_id).collect())
}

/// Those that stand and whose day has come.
pub async fn ending(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Model>, DbErr> {
    let sql = "SELECT l.* FROM lock l JOIN hold h ON h.id = l.hold_id \
               WHERE h.lifted_at IS NULL AND l.ends_on <= $1 ORDER BY l.ends_on, l.hold_id";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [today.into()]);
    Model::find_by_statement(statement).all(db).await
}
