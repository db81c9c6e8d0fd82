//! The list in the database.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, Statement, Value};

use crate::kernel::ids::TicketId;

/// So many hashes go into one statement: databases bind only so many values at once.
const MOST_AT_ONCE: usize = 10_000;

/// Puts these on the list, for a ticket. To put them there twice changes nothing.
pub async fn add(
    db: &impl ConnectionTrait,
    blinds: Vec<Vec<u8>>,
    ticket: TicketId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    for blind in blinds {
        let sql = "INSERT INTO suppression (blind, ticket_id, at) VALUES ($1, $2, $3) \
                   ON CONFLICT (blind, ticket_id) DO NOTHING";
        let values = [blind.into(), ticket.into(), at.into()];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Takes off the list what a ticket put there: its person says that they did not ask.
pub async fn take_off(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    let sql = "DELETE FROM suppression WHERE ticket_id = $1";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [ticket.into()])).await?;
    Ok(())
}

/// Whether a ticket put anything on the list.
pub async fn has_put(db: &impl ConnectionTrait, ticket: TicketId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 AS n FROM suppression WHERE ticket_id = $1 LIMIT 1";
    let found = Statement::from_sql_and_values(db.get_database_backend(), sql, [ticket.into()]);
    Ok(db.query_one_raw(found).await?.is_some())
}

/// Takes these off that a ticket put on the list.
pub async fn take_off_some(db: &impl ConnectionTrait, ticket: TicketId, blinds: Vec<Vec<u8>>) -> Result<(), DbErr> {
    for blind in blinds {
        let sql = "DELETE FROM suppression WHERE ticket_id = $1 AND blind = $2";
        let values = [ticket.into(), blind.into()];
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Which of these are on the list.
pub async fn listed(db: &impl ConnectionTrait, blinds: &[Vec<u8>]) -> Result<BTreeSet<Vec<u8>>, DbErr> {
    let mut found = BTreeSet::new();
    for some in blinds.chunks(MOST_AT_ONCE) {
        let places: Vec<_> = (1..=some.len()).map(|number| format!("${number}")).collect();
        let sql = format!("SELECT DISTINCT blind FROM suppression WHERE blind IN ({})", places.join(", "));
        let values: Vec<Value> = some.iter().map(|blind| blind.clone().into()).collect();
        let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        for row in rows {
            found.insert(row.try_get("", "blind")?);
        }
    }
    Ok(found)
}

/// Puts entries forward for a review that are older than `before` and were not since then; how many.
pub async fn put_forward(db: &impl ConnectionTrait, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let sql = "UPDATE suppression SET review_at = $1 WHERE COALESCE(review_at, at) <= $2";
    let values = [now.into(), before.into()];
    let written = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(written.rows_affected())
}

/// How many entries there are.
pub async fn count(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(DISTINCT blind) AS n FROM suppression";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}
