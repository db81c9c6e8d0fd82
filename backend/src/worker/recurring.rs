//! What recurs is a row with a time at which it is due, so that of many processes one does it.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::{
    casework::{error::CaseError, look_again, sweep, tidy},
    desk::Desk,
};

/// How often the house is tidied.
const TIDY_EVERY: TimeDelta = TimeDelta::minutes(10);

/// How often all systems are held against the ledger of erasures.
const ROLL_EVERY: TimeDelta = TimeDelta::hours(24);

/// How often it is looked for closed accounts that are due.
const SWEEP_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Does what is due. Cheap when nothing is.
pub async fn look(desk: &Desk) -> Result<(), DbErr> {
    if take_turn(desk, "tidy", TIDY_EVERY).await?
        && let Err(error) = tidy::tidy(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "the house could not be tidied");
    }
    if take_turn(desk, "sweep", SWEEP_EVERY).await?
        && let Err(error) = closed_accounts(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "closed accounts could not be looked at");
    }
    if take_turn(desk, "roll", ROLL_EVERY).await?
        && let Err(error) = look_again::plan_nightly(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "it could not be planned to look for who is there again");
    }
    Ok(())
}

/// Those that people had come back, and those that are due are claimed.
async fn closed_accounts(desk: &Desk) -> Result<(), CaseError> {
    sweep::follow::follow(desk).await?;
    sweep::gather::gather(desk).await?;
    Ok(())
}

/// Whether it is our turn: moves the time on in the same statement, so that it is nobody else's.
pub(super) async fn take_turn(desk: &Desk, job: &str, every: TimeDelta) -> Result<bool, DbErr> {
    let now = desk.now();
    let moved = desk
        .db
        .execute_raw(Statement::from_sql_and_values(
            desk.db.get_database_backend(),
            "INSERT INTO recurring (id, state, due_at, attempts, max_attempts) VALUES ($1, 'waiting', $2, 0, 0) \
             ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at WHERE recurring.due_at <= $3",
            [job.into(), (now + every).into(), now.into()],
        ))
        .await?;
    Ok(moved.rows_affected() == 1)
}

/// Lets the next turn come at another time than usual.
pub(super) async fn put_off(desk: &Desk, job: &str, due_at: DateTime<Utc>) -> Result<(), DbErr> {
    desk.db
        .execute_raw(Statement::from_sql_and_values(
            desk.db.get_database_backend(),
            "UPDATE recurring SET due_at = $2 WHERE id = $1",
            [job.into(), due_at.into()],
        ))
        .await?;
    Ok(())
}
