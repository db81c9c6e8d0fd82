//! By when a request is answered.

use chrono::NaiveDate;

use super::entity::Model;
use crate::{
    law::{
        calendar::Calendars,
        deadline::{
            history::{Event, History, Reasons},
            matter::Matter,
            reckon::{Deadline, reckon},
        },
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

impl Due {
    /// As they stand in the row.
    pub fn stored(request: &Model) -> Self {
        Self { on: request.due_on, safe_on: request.due_safe_on }
    }

    /// The earlier of each.
    #[must_use]
    pub fn earlier(self, other: Self) -> Self {
        Self { on: self.on.min(other.on), safe_on: self.safe_on.min(other.safe_on) }
    }
}

/// The dates of a request that was received on that day and to which nothing has happened since.
pub fn of(calendars: &Calendars, regime: Regime, right: Right, received_on: NaiveDate) -> Due {
    dates(&reckon(calendars, &Matter::fresh_request(regime, right, received_on)), received_on)
}

/// The two dates that count.
pub fn dates(deadline: &Deadline, received_on: NaiveDate) -> Due {
    // A period to which nothing but an extension has happened runs, so both dates are there; should they ever not be,
    // the day of receipt raises the alarm at once instead of never.
    let on = deadline.due.unwrap_or(received_on);
    Due { on, safe_on: deadline.due_safe.unwrap_or(on) }
}

/// How the dates of a stored request come about, with what has happened to its period.
pub fn reckoned(calendars: &Calendars, regime: Regime, request: &Model, received_on: NaiveDate) -> Deadline {
    reckon(calendars, &matter(regime, request.right, received_on, request.extended_on))
}

/// The same, had the person been told on this day that it takes longer.
pub fn if_extended(
    calendars: &Calendars,
    regime: Regime,
    request: &Model,
    received_on: NaiveDate,
    told_on: NaiveDate,
) -> Deadline {
    reckon(calendars, &matter(regime, request.right, received_on, Some(told_on)))
}

fn matter(regime: Regime, right: Right, received_on: NaiveDate, extended_on: Option<NaiveDate>) -> Matter {
    let received = History::received(received_on);
    let history = match extended_on {
        None => received,
        // A notice cannot be older than the request: the desk writes down the day on which it is given.
        Some(notified_on) => {
            received.clone().with(Event::Extension { notified_on, reasons: Reasons::Given }).unwrap_or(received)
        }
    };
    Matter::Request { regime, right, history }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ids::{RequestId, TicketId},
        request::state::State,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_extension_brings_two_more_months_and_only_in_time() {
        let calendars = Calendars::built_in();
        let request = Model {
            id: RequestId(uuid::Uuid::nil()),
            ticket_id: TicketId(uuid::Uuid::nil()),
            right: Right::Access,
            state: State::Open,
            due_on: day("2026-12-14"),
            due_safe_on: day("2026-12-14"),
            extended_on: None,
            part: None,
            aims: None,
            outcome: None,
            answered_at: None,
        };
        let received = day("2026-11-14");
        let due = |deadline: &Deadline| dates(deadline, received).on;
        assert_eq!(due(&reckoned(&calendars, Regime::Both, &request, received)), day("2026-12-14"));
        let told = |on| if_extended(&calendars, Regime::Both, &request, received, day(on));
        assert_eq!(due(&told("2026-12-14")), day("2027-02-15"), "the fourteenth is a Sunday");
        assert_eq!(due(&told("2026-12-15")), day("2026-12-14"), "too late");
    }
}
