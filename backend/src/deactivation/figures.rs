//! How many closed accounts stand where.

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

use super::state::{State, Why};
use crate::kernel::ids::DeactivationId;

/// The accounts that were closed on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// All of them.
    pub received: u64,
    /// In their days of grace, or in the queue.
    pub waiting: u64,
    /// In a sweep.
    pub running: u64,
    /// Nothing is left of them.
    pub proven: u64,
    /// Left to people because of a hold.
    pub held: u64,
    /// Left to people for another reason.
    pub with_people: u64,
    /// Not all of it is erased: so people decided, on a ground.
    pub kept: u64,
    /// Opened again before it was erased everywhere.
    pub cancelled: u64,
    /// Proven after the thirtieth day, or not proven by then.
    pub late: u64,
}

impl Day {
    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            received: self.received + other.received,
            waiting: self.waiting + other.waiting,
            running: self.running + other.running,
            proven: self.proven + other.proven,
            held: self.held + other.held,
            with_people: self.with_people + other.with_people,
            kept: self.kept + other.kept,
            cancelled: self.cancelled + other.cancelled,
            late: self.late + other.late,
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    closed_on: NaiveDate,
    state: State,
    why: Option<Why>,
    accounts: i64,
    late: i64,
}

/// The days from `since` on that have accounts, earliest first.
pub async fn by_day(
    db: &impl ConnectionTrait,
    since: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<(NaiveDate, Day)>, DbErr> {
    let sql = "SELECT closed_on, state, why, COUNT(*) AS accounts, \
                 SUM(CASE WHEN state = 'cancelled' THEN 0 \
                     WHEN ended_on IS NULL AND due_on < $2 THEN 1 WHEN ended_on > due_on THEN 1 ELSE 0 END) AS late \
               FROM deactivation WHERE closed_on >= $1 GROUP BY closed_on, state, why ORDER BY closed_on";
    let values = [since.into(), today.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut days: Vec<(NaiveDate, Day)> = Vec::new();
    for row in rows {
        let row = Row::from_query_result(&row, "")?;
        if days.last().is_none_or(|(on, _)| *on != row.closed_on) {
            days.push((row.closed_on, Day::default()));
        }
        let Some((_, day)) = days.last_mut() else { continue };
        let accounts = u64::try_from(row.accounts).unwrap_or_default();
        day.received += accounts;
        day.late += u64::try_from(row.late).unwrap_or_default();
        match (row.state, row.why) {
            (State::Waiting, _) => day.waiting += accounts,
            (State::Running, _) => day.running += accounts,
            (State::Proven, _) => day.proven += accounts,
            (State::Kept, _) => day.kept += accounts,
            (State::Cancelled, _) => day.cancelled += accounts,
            (State::Aside, Some(Why::Held)) => day.held += accounts,
            (State::Aside, Some(Why::OpenRequest | Why::NeedsPerson) | None) => day.with_people += accounts,
        }
    }
    Ok(days)
}

/// The days from which on something should have happened to whatever was closed on them or before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// It is meant to be proven by now.
    pub target: NaiveDate,
    /// Staff have to look.
    pub alert: NaiveDate,
    /// Today.
    pub today: NaiveDate,
}

impl Marks {
    /// Those of today.
    pub fn of(target_day: i64, alert_day: i64, today: NaiveDate) -> Self {
        Self { target: today - TimeDelta::days(target_day), alert: today - TimeDelta::days(alert_day), today }
    }
}

/// What staff have to know before it is too late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alarm {
    /// Open accounts that are meant to be proven by now.
    pub behind: u64,
    /// Open accounts that were closed so long ago that somebody must look; with those that are overdue.
    pub urgent: u64,
    /// Open accounts whose last day has passed.
    pub overdue: u64,
}

#[derive(FromQueryResult)]
struct Counts {
    behind: i64,
    urgent: i64,
    overdue: i64,
}

/// Open accounts that should be further.
pub async fn alarm(db: &impl ConnectionTrait, marks: Marks) -> Result<Alarm, DbErr> {
    let sql = "SELECT COUNT(*) AS behind, COALESCE(SUM(CASE WHEN closed_on <= $2 THEN 1 ELSE 0 END), 0) AS urgent, \
                 COALESCE(SUM(CASE WHEN due_on < $3 THEN 1 ELSE 0 END), 0) AS overdue \
               FROM deactivation WHERE state IN ('waiting', 'running', 'aside') AND closed_on <= $1";
    let values = [marks.target.into(), marks.alert.into(), marks.today.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let Some(row) = row else { return Ok(Alarm::default()) };
    let Counts { behind, urgent, overdue } = Counts::from_query_result(&row, "")?;
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(Alarm { behind: number(behind), urgent: number(urgent), overdue: number(overdue) })
}

/// An open account of which somebody must look why.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Urgent {
    /// Its id.
    pub id: DeactivationId,
    /// Its last day.
    pub due_on: NaiveDate,
}

/// The most urgent open accounts that were closed on `alert` or before; at most so many.
pub async fn urgent(db: &impl ConnectionTrait, alert: NaiveDate, most: i64) -> Result<Vec<Urgent>, DbErr> {
    let sql = "SELECT id, due_on FROM deactivation \
               WHERE state IN ('waiting', 'running', 'aside') AND closed_on <= $1 ORDER BY due_on, id LIMIT $2";
    let values = [alert.into(), most.into()];
    Urgent::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await
}
