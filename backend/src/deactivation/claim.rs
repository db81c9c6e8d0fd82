//! Taking due accounts into a sweep.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, Statement,
};

use super::{
    entity::{Column, Entity, Model},
    state::{self, State},
};
use crate::kernel::{database, ids::SweepId};

/// Claims accounts whose days of grace are over for this sweep, those that were closed first; how many came.
///
/// One statement; whoever claims takes turns, because two that look at the same time would want the same accounts.
pub async fn claim(tx: &DatabaseTransaction, sweep: SweepId, now: DateTime<Utc>, most: u32) -> Result<u64, DbErr> {
    database::serialise(tx, "deactivation").await?;
    let sql = "UPDATE deactivation SET state = $4, sweep_id = $1, place = due.place, why = NULL \
               FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY due_at, id) AS place FROM deactivation \
                     WHERE state = $5 AND due_at <= $2 ORDER BY due_at, id LIMIT $3) AS due \
               WHERE deactivation.id = due.id";
    let [from] = state::CLAIM.from() else { return Ok(0) };
    let values = [sweep.into(), now.into(), i64::from(most).into(), state::CLAIM.to().into(), (*from).into()];
    let claimed = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(claimed.rows_affected())
}

/// The accounts that a sweep has, by their places.
pub async fn of(db: &impl ConnectionTrait, sweep: SweepId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::SweepId.eq(sweep))
        .filter(Column::State.eq(State::Running))
        .order_by_asc(Column::Place)
        .all(db)
        .await
}
