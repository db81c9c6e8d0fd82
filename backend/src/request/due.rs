//! By when a request that has just come in is answered.

use chrono::NaiveDate;

use crate::{
    law::{
        calendar::Calendars,
        deadline::{matter::Matter, reckon::reckon},
        regime::Regime,
    },
    rights::right::Right,
};

/// The two dates of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last lawful day by the regulator's own method.
    pub on: NaiveDate,
    /// The earliest day on any tenable reading.
    pub safe_on: NaiveDate,
}

/// The dates of a request that was received on that day and to which nothing has happened since.
pub fn of(calendars: &Calendars, regime: Regime, right: Right, received_on: NaiveDate) -> Due {
    let deadline = reckon(calendars, &Matter::fresh_request(regime, right, received_on));
    // A period to which nothing has happened runs, so both dates are there; should they ever not be, the day of receipt
    // raises the alarm at once instead of never.
    let on = deadline.due.unwrap_or(received_on);
    Due { on, safe_on: deadline.due_safe.unwrap_or(on) }
}
