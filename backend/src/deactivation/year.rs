//! How it went in the last twelve months, in numbers that everybody may see.

use chrono::{Months, NaiveDate};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

/// What became of the accounts that were closed in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// All of them.
    pub closed: u64,
    /// Opened again before anything was erased.
    pub reopened: u64,
    /// Proven by their last day.
    pub in_time: u64,
    /// Proven later, or not proven although their last day has passed.
    pub late: u64,
}

impl Year {
    /// Those whose last day has not come.
    pub const fn open(self) -> u64 {
        self.closed.saturating_sub(self.reopened + self.in_time + self.late)
    }
}

#[derive(FromQueryResult)]
struct Counts {
    closed: i64,
    reopened: i64,
    in_time: i64,
    late: i64,
}

/// The first day of the twelve months that end today.
pub fn first_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN)
}

/// The twelve months that end today.
pub async fn of(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Year, DbErr> {
    let sql = "SELECT COUNT(*) AS closed, \
                 COALESCE(SUM(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END), 0) AS reopened, \
                 COALESCE(SUM(CASE WHEN state = 'proven' AND ended_on <= due_on THEN 1 ELSE 0 END), 0) AS in_time, \
                 COALESCE(SUM(CASE WHEN state = 'cancelled' THEN 0 \
                     WHEN ended_on IS NULL AND due_on < $2 THEN 1 WHEN ended_on > due_on THEN 1 ELSE 0 END), 0) AS late \
               FROM deactivation WHERE closed_on >= $1";
    let values = [first_day(today).into(), today.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let Some(row) = row else { return Ok(Year::default()) };
    let Counts { closed, reopened, in_time, late } = Counts::from_query_result(&row, "")?;
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(Year { closed: number(closed), reopened: number(reopened), in_time: number(in_time), late: number(late) })
}
