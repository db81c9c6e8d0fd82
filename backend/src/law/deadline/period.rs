//! Calendar months: to the same date of a later month, and on to a working day (Regulation 1182/71 Art. 3).

use chrono::{Days, Months, NaiveDate};

use crate::law::calendar::Calendar;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// As the law has it.
    OneMonth,
    /// Extended by two further months, counted from the start and not from the end of the first.
    ThreeMonths,
}

impl Length {
    /// The number of calendar months.
    pub const fn months(self) -> u32 {
        match self {
            Self::OneMonth => 1,
            Self::ThreeMonths => 3,
        }
    }
}

/// Where a period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The same date of the later month, or the last day of that month if it has no such date (Art. 3(2)(c)).
    pub same_date: NaiveDate,
    /// That day, or the next working day if it is none (Art. 3(4)). The period ends with its last hour.
    pub last_day: NaiveDate,
}

/// The end of a period that began on this day. The day itself is not counted (Art. 3(1)), and it does not matter whether
/// it was a working day (Art. 3(3)).
pub fn end(calendar: &Calendar, started_on: NaiveDate, length: Length) -> End {
    let same_date = started_on.checked_add_months(Months::new(length.months())).unwrap_or(NaiveDate::MAX);
    End { same_date, last_day: calendar.working_day_from(same_date) }
}

/// The day that comes so many days later; at the end of all dates, the last.
pub fn days_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
