//! Counting, in one statement.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// How often something may happen in a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So often.
    pub most: i32,
    /// In this span, counted from round times: an hour from the full hour, a day from midnight UTC.
    pub span: TimeDelta,
}

/// Counts one more of `what` if that is still within `limit`, and says whether it is. What is refused does not count: who is kept
/// waiting does not wait longer for having asked.
pub async fn count(db: &impl ConnectionTrait, what: &[u8], limit: Limit, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let since = now.duration_trunc(limit.span).unwrap_or(now);
    let row = db
        .query_one_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            "INSERT INTO tally (what, since, count) VALUES ($1, $2, 1) \
             ON CONFLICT (what, since) DO UPDATE SET count = tally.count + 1 WHERE tally.count < $3 RETURNING count",
            [what.to_vec().into(), since.into(), limit.most.into()],
        ))
        .await?;
    let Some(row) = row else { return Ok(false) };
    let count: i32 = row.try_get("", "count")?;
    Ok(count <= limit.most)
}

/// How many of `what` were counted in the span of `limit` that `now` lies in. Counts nothing.
pub async fn so_far(db: &impl ConnectionTrait, what: &[u8], limit: Limit, now: DateTime<Utc>) -> Result<i32, DbErr> {
    let since = now.duration_trunc(limit.span).unwrap_or(now);
    let sql = "SELECT count FROM tally WHERE what = $1 AND since = $2";
    let values = [what.to_vec().into(), since.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    row.map_or(Ok(0), |row| row.try_get("", "count"))
}

/// Takes back the last count of `what`, because it was nothing that is limited after all.
pub async fn give_back(
    db: &impl ConnectionTrait,
    what: &[u8],
    span: TimeDelta,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let since = now.duration_trunc(span).unwrap_or(now);
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        "UPDATE tally SET count = count - 1 WHERE what = $1 AND since = $2 AND count > 0",
        [what.to_vec().into(), since.into()],
    ))
    .await?;
    Ok(())
}

/// Remembers `what` until `until`, to the day: a row whose time lies ahead, which goes like all others when it is over.
pub async fn remember(db: &impl ConnectionTrait, what: &[u8], until: DateTime<Utc>) -> Result<(), DbErr> {
    let until = until.duration_trunc(TimeDelta::days(1)).unwrap_or(until);
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        "INSERT INTO tally (what, since, count) VALUES ($1, $2, 1) ON CONFLICT (what, since) DO NOTHING",
        [what.to_vec().into(), until.into()],
    ))
    .await?;
    Ok(())
}

/// Whether `what` is still remembered.
pub async fn remembers(db: &impl ConnectionTrait, what: &[u8], now: DateTime<Utc>) -> Result<bool, DbErr> {
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        "SELECT count FROM tally WHERE what = $1 AND since > $2 LIMIT 1",
        [what.to_vec().into(), now.into()],
    );
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Forgets counts older than two days.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    db.execute_raw(Statement::from_sql_and_values(
        db.get_database_backend(),
        "DELETE FROM tally WHERE since < $1",
        [(now - TimeDelta::days(2)).into()],
    ))
    .await?;
    Ok(())
}
