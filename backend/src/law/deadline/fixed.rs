//! Dates that nothing can pause or extend: the acknowledgement of a complaint, a notice under Art. 14, a promise.

use chrono::NaiveDate;

use super::{
    matter::Notice,
    period::{self, Length},
    step::{Finding, Source, Step},
};
use crate::law::{
    calendar::Calendars,
    regime::{Law, Regime},
};

/// A date and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The last day.
    pub due: NaiveDate,
    /// The steps that led to it.
    pub working: Vec<Step>,
}

/// When the duty to acknowledge complaints came into force (Data (Use and Access) Act 2025 s. 103).
const COMPLAINTS_ACKNOWLEDGED_FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 19).expect("a day of June");

/// Thirty days, the day of receipt not counted, and on to a working day (Data Protection Act 2018 s. 164A(3), s. 205(2)).
pub fn complaint(calendars: &Calendars, received_on: NaiveDate) -> Fixed {
    let step = |on, finding| Step { on, source: Source::Uk, finding };
    let calendar = calendars.of(Law::Uk);
    let thirtieth = period::days_after(received_on, 30);
    let due = calendar.working_day_from(thirtieth);
    let mut working = vec![step(received_on, Finding::Received)];
    if received_on < COMPLAINTS_ACKNOWLEDGED_FROM {
        working.push(step(received_on, Finding::ComplaintBeforeDuty));
    }
    working.push(step(thirtieth, Finding::ComplaintAcknowledged));
    if due != thirtieth {
        let rest = thirtieth.iter_days().take_while(|day| *day < due);
        let over = rest.filter_map(|day| calendar.why_at_rest(day)).collect();
        working.push(step(due, Finding::Moved { from: thirtieth, over }));
    }
    Fixed { due, working }
}

/// One month after the data was obtained, or the first letter, or the first disclosure: whichever is first (Art. 14(3)).
/// Where both laws apply, the month ends with the earlier of both.
pub fn notice(calendars: &Calendars, notice: &Notice) -> Fixed {
    let obtained_on = notice.obtained_on();
    let source = |law| match law {
        Law::Uk => Source::Uk,
        Law::Eu => Source::Eu,
    };
    let own = match notice.regime() {
        Regime::Uk => Source::Uk,
        Regime::Eu | Regime::Both => Source::Eu,
    };
    let mut ends: Vec<Step> = Vec::new();
    for law in notice.regime().laws() {
        let on = period::end(calendars.of(*law), obtained_on, Length::OneMonth).last_day;
        let finding = Finding::SameDate { from: obtained_on, length: Length::OneMonth };
        ends.push(Step { on, source: source(*law), finding });
    }
    for (on, finding) in [
        (notice.first_communication_on(), Finding::FirstCommunication),
        (notice.first_disclosure_on(), Finding::FirstDisclosure),
    ] {
        ends.extend(on.map(|on| Step { on, source: own, finding }));
    }
    let due = ends.iter().map(|end| end.on).min().unwrap_or(obtained_on);
    let mut working = vec![Step { on: obtained_on, source: own, finding: Finding::Obtained }];
    working.append(&mut ends);
    working.push(Step { on: due, source: own, finding: Finding::Due });
    Fixed { due, working }
}

/// Thirty days after an account was closed. A promise is no statutory period, so that it is never moved to a later day.
pub fn deactivation(closed_on: NaiveDate) -> Fixed {
    let step = |on, finding| Step { on, source: Source::Promise, finding };
    let due = period::days_after(closed_on, 30);
    Fixed { due, working: vec![step(closed_on, Finding::Deactivated), step(due, Finding::PromiseEnds)] }
}
