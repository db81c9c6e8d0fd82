//! Lines of closed accounts in the database.

use chrono::{DateTime, NaiveDate, Utc};
use rightsdesk_vault::{aead::OpenError, chance::Chance, master::MasterKeys, sealer::Sealer};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    Statement, Value, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state,
};
use crate::kernel::ids::DeactivationId;

/// What seals the names of closed accounts, which belong to no ticket.
#[derive(Clone, Debug)]
pub struct Names(Sealer);

impl Names {
    /// With the key that is derived for them.
    pub fn new(masters: &MasterKeys) -> Self {
        Self(Sealer::new(masters, "names of closed accounts"))
    }

    /// The name, sealed for this line.
    pub fn seal(&self, chance: &dyn Chance, id: DeactivationId, account: &str) -> Vec<u8> {
        self.0.seal(chance, &place(id), account.as_bytes())
    }

    /// The name of a line that still has it.
    pub fn open(&self, row: &Model) -> Result<Option<String>, OpenError> {
        let Some(sealed) = &row.account_sealed else { return Ok(None) };
        let name = self.0.open(&place(row.id), sealed)?;
        String::from_utf8(name).map(Some).map_err(|_| OpenError::DoesNotOpen)
    }
}

fn place(id: DeactivationId) -> String {
    format!("deactivation.account|{id}")
}

/// Adds lines.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(|row| ActiveModel::from(row).reset_all());
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The lines of the accounts behind these keyed hashes, newest first; those of accounts that were opened again too.
pub async fn with_blinds(db: &impl ConnectionTrait, blinds: Vec<Vec<u8>>) -> Result<Vec<Model>, DbErr> {
    if blinds.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find()
        .filter(Column::Blind.is_in(blinds))
        .order_by_desc(Column::NotedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await
}

/// A better time for a line.
#[derive(Clone, Copy, Debug)]
pub struct Correction {
    /// Which line.
    pub id: DeactivationId,
    /// When the account was really closed.
    pub closed_at: DateTime<Utc>,
    /// On which day.
    pub closed_on: NaiveDate,
    /// By when all must be erased.
    pub due_on: NaiveDate,
    /// When work begins.
    pub due_at: DateTime<Utc>,
}

/// Writes better times, all in one statement.
pub async fn correct(tx: &DatabaseTransaction, corrections: &[Correction]) -> Result<(), DbErr> {
    if corrections.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = Vec::with_capacity(corrections.len() * 5);
    let mut rows = Vec::with_capacity(corrections.len());
    for it in corrections {
        let first = values.len() + 1;
        values.extend([
            it.id.into(),
            it.closed_at.into(),
            it.closed_on.into(),
            it.due_on.into(),
            Value::from(it.due_at),
        ]);
        rows.push(format!("(${}, ${}, ${}, ${}, ${})", first, first + 1, first + 2, first + 3, first + 4));
    }
    let sql = format!(
        "WITH better (id, closed_at, closed_on, due_on, due_at) AS (VALUES {}) \
         UPDATE deactivation SET closed_at = better.closed_at, closed_on = better.closed_on, knows_when = TRUE, \
           due_on = better.due_on, due_at = better.due_at \
         FROM better WHERE deactivation.id = better.id",
        rows.join(", ")
    );
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The accounts were opened again: nothing more is done for those of which nothing was. Those that a sweep has are
/// marked, so that what has not begun leaves them out; those that are proven stay so.
pub async fn reopen(
    tx: &DatabaseTransaction,
    ids: &[DeactivationId],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    state::REOPEN
        .update::<Entity>(Column::State)
        .col_expr(Column::AccountSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::EndedOn, Expr::value(today))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Entity::update_many()
        .col_expr(Column::ReopenedAt, Expr::value(now))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes the lines of accounts that ended before this moment; how many.
pub async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::EndedAt.lt(before)).exec(tx).await?.rows_affected)
}

/// Writes down when accounts were opened again that were known to be only later: what happened after that time is news.
pub async fn reopened_at(tx: &DatabaseTransaction, times: &[(DeactivationId, DateTime<Utc>)]) -> Result<(), DbErr> {
    for (id, at) in times {
        Entity::update_many()
            .col_expr(Column::ReopenedAt, Expr::value(*at))
            .filter(Column::Id.eq(*id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// The line with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: DeactivationId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}
