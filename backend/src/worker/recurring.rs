//! What recurs is a row with a time at which it is due, so that of many processes one does it.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::{
    casework::{
        accounts::{sweep, warn_of_closings},
        collecting::{order, unlearn},
        erasing::look_again,
        error::CaseError,
        keeping::{look_for_drift, tidy},
        staffing::remind,
        stopping::stop_at_once,
        telling::write_notices,
    },
    desk::Desk,
};

/// How often the house is tidied.
const TIDY_EVERY: TimeDelta = TimeDelta::minutes(10);

/// How often all systems are held against the ledger of erasures.
const ROLL_EVERY: TimeDelta = TimeDelta::hours(24);

/// How often it is looked for recipients who are to be written to.
const NOTICES_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How often it is looked for closed accounts that are due.
const SWEEP_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How often it is looked whether closed accounts come near their last day, and how often staff are told of it.
const WARN_LOOK_EVERY: TimeDelta = TimeDelta::hours(1);
const WARN_EVERY: TimeDelta = TimeDelta::hours(24);

/// How often it is looked for requests that are due soon.
const REMIND_EVERY: TimeDelta = TimeDelta::hours(1);
/// How often it is looked whether a use has stopped everywhere.
const STOPPED_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How often it is looked whether names are learned anew that came by one that is not relied on any more.
const UNLEARNED_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How often it is looked whether what approved erasures wait for is over.
const ERASURES_EVERY: TimeDelta = TimeDelta::minutes(1);

/// When people and systems sleep.
const NIGHT: NaiveTime = NaiveTime::from_hms_opt(3, 0, 0).expect("it is a time");

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
    if take_turn(desk, "notices", NOTICES_EVERY).await?
        && let Err(error) = write_notices::write(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "recipients could not be written to");
    }
    if take_turn(desk, "closings", WARN_LOOK_EVERY).await?
        && let Err(error) = warn(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "staff could not be told of closed accounts");
    }
    if take_turn(desk, "reminders", REMIND_EVERY).await?
        && let Err(error) = remind::remind(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "staff could not be reminded of what is due");
    }
    if take_turn(desk, "stopped", STOPPED_EVERY).await?
        && let Err(error) = stop_at_once::finish(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "people could not be told that a use has stopped");
    }
    if take_turn(desk, "unlearned names", UNLEARNED_EVERY).await?
        && let Err(error) = unlearn::conclude(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "names that came by a refused one could not be looked at");
    }
    if take_turn(desk, "erasures", ERASURES_EVERY).await?
        && let Err(error) = order::release_waiting(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "erasures that wait could not be looked at");
    }
    if take_turn(desk, "roll", ROLL_EVERY).await?
        && let Err(error) = look_again::plan_nightly(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "it could not be planned to look for who is there again");
    }
    if take_night(desk, "drift").await?
        && let Err(error) = look_for_drift::look(desk).await
    {
        let error = anyhow::Error::new(error);
        tracing::error!(error = format!("{error:#}"), "the systems could not be held against their manifests");
    }
    Ok(())
}

/// Those that people had come back, and those that are due are claimed.
async fn closed_accounts(desk: &Desk) -> Result<(), CaseError> {
    sweep::follow::follow(desk).await?;
    sweep::gather::gather(desk).await?;
    Ok(())
}

/// Tells staff of closed accounts near their last day, if there are any and today nobody was told.
async fn warn(desk: &Desk) -> Result<(), CaseError> {
    let Some(alarm) = warn_of_closings::alarm(desk).await? else { return Ok(()) };
    // The turn is taken first: of many processes one writes.
    if !take_turn(desk, "closings mail", WARN_EVERY).await? {
        return Ok(());
    }
    let warned = warn_of_closings::warn(desk, alarm).await;
    if warned.is_err() {
        put_off(desk, "closings mail", desk.now()).await?;
    }
    warned
}

/// Whether a job of the night is ours to do: due at three in the morning where the organisation is, first in the night to
/// come.
async fn take_night(desk: &Desk, job: &str) -> Result<bool, DbErr> {
    let now = desk.now();
    let next = night_after(now, desk.config.time_zone());
    let backend = desk.db.get_database_backend();
    let moved = desk
        .db
        .execute_raw(Statement::from_sql_and_values(
            backend,
            "UPDATE recurring SET due_at = $1 WHERE id = $2 AND due_at <= $3",
            [next.into(), job.into(), now.into()],
        ))
        .await?;
    if moved.rows_affected() == 1 {
        return Ok(true);
    }
    desk.db
        .execute_raw(Statement::from_sql_and_values(
            backend,
            "INSERT INTO recurring (id, state, due_at, attempts, max_attempts) VALUES ($1, 'waiting', $2, 0, 0) \
             ON CONFLICT (id) DO NOTHING",
            [job.into(), next.into()],
        ))
        .await?;
    Ok(false)
}

/// The next three o'clock in the morning.
fn night_after(now: DateTime<Utc>, zone: chrono_tz::Tz) -> DateTime<Utc> {
    let local = now.with_timezone(&zone).naive_local();
    let today = local.date().and_time(NIGHT);
    let next = if local < today { today } else { today + TimeDelta::days(1) };
    // Where the clocks jump over that hour, the one after it counts.
    let of = |time: NaiveDateTime| zone.from_local_datetime(&time).earliest();
    of(next).or_else(|| of(next + TimeDelta::hours(1))).map_or(now + TimeDelta::days(1), |at| at.with_timezone(&Utc))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_to_come_is_where_the_organisation_is() {
        let paris = chrono_tz::Europe::Paris;
        for (now, next) in [
            ("2026-11-14T12:00:00Z", "2026-11-15T02:00:00Z"),
            ("2026-11-15T01:59:59Z", "2026-11-15T02:00:00Z"),
            ("2026-11-15T02:00:00Z", "2026-11-16T02:00:00Z"),
            // The clocks are put forward at two: there is a three o'clock, an hour of ours earlier.
            ("2027-03-27T12:00:00Z", "2027-03-28T01:00:00Z"),
        ] {
            assert_eq!(night_after(now.parse().unwrap(), paris), next.parse::<DateTime<Utc>>().unwrap(), "{now}");
        }
    }
}
