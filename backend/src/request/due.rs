//! By when a request is answered.

use chrono::NaiveDate;

use super::entity::Model;
use crate::{
    law::{
        calendar::Calendars,
        deadline::{
            effect::Effect,
            eu,
            history::{Asked, Event, History, Reasons},
            matter::Matter,
            pause::Span,
            reckon::{Deadline, reckon},
            uk,
        },
        regime::{Law, Regime},
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
pub fn reckoned(
    calendars: &Calendars,
    regime: Regime,
    request: &Model,
    received_on: NaiveDate,
    asked: &[Asked],
) -> Deadline {
    reckon(calendars, &matter(regime, request, received_on, asked))
}

/// The same, had the person been told on this day that it takes longer.
pub fn if_extended(
    calendars: &Calendars,
    regime: Regime,
    request: &Model,
    received_on: NaiveDate,
    asked: &[Asked],
    told_on: NaiveDate,
) -> Deadline {
    let extended = Model { extended_on: Some(told_on), ..request.clone() };
    reckon(calendars, &matter(regime, &extended, received_on, asked))
}

/// The dates that are written down. A period that waits for the person has no last day: what stands there is the day that
/// it would have, did they reply at last on `reply_by`.
pub fn to_store(
    calendars: &Calendars,
    regime: Regime,
    request: &Model,
    received_on: NaiveDate,
    asked: &[Asked],
    reply_by: NaiveDate,
) -> Due {
    let as_it_is = reckoned(calendars, regime, request, received_on, asked);
    if as_it_is.due.is_some() {
        return dates(&as_it_is, received_on);
    }
    let answered: Vec<Asked> = asked.iter().map(|question| answered_by(*question, reply_by)).collect();
    let then = dates(&reckoned(calendars, regime, request, received_on, &answered), received_on);
    Due { on: then.on, safe_on: as_it_is.due_safe.unwrap_or(then.safe_on).min(then.on) }
}

fn answered_by(question: Asked, reply_by: NaiveDate) -> Asked {
    if question.answered_on().is_some() {
        return question;
    }
    question.answered(reply_by.max(question.on())).unwrap_or(question)
}

/// When questions kept the period of this request from running, under any of the laws.
pub fn standstills(regime: Regime, right: Right, asked: &[Asked]) -> Vec<Span> {
    let counts = |question: &&Asked| {
        regime.laws().iter().any(|law| {
            let effect = match law {
                Law::Uk => uk::effect(right, question),
                Law::Eu => eu::effect(right, question),
            };
            match effect {
                Effect::Restarts | Effect::Pauses => true,
                Effect::None(_) => false,
            }
        })
    };
    asked.iter().filter(counts).map(|it| Span { from: it.on(), until: it.answered_on() }).collect()
}

fn matter(regime: Regime, request: &Model, received_on: NaiveDate, asked: &[Asked]) -> Matter {
    let extension = request.extended_on.map(|notified_on| Event::Extension { notified_on, reasons: Reasons::Given });
    let mut history = History::received(received_on);
    for event in extension.into_iter().chain(asked.iter().copied().map(Event::Asked)) {
        // Nothing that the desk wrote down is older than the request: it writes the day on which it does something.
        history = match history.clone().with(event) {
            Ok(longer) => longer,
            Err(_) => history,
        };
    }
    Matter::Request { regime, right: request.right, history }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ids::{RequestId, TicketId},
        request::state,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn access() -> Model {
        Model {
            id: RequestId(uuid::Uuid::nil()),
            ticket_id: TicketId(uuid::Uuid::nil()),
            right: Right::Access,
            state: state::START,
            due_on: day("2026-12-14"),
            due_safe_on: day("2026-12-14"),
            extended_on: None,
            part: None,
            aims: None,
            follows: None,
            rests_on: None,
            outcome: None,
            answered_at: None,
        }
    }

    #[test]
    fn an_extension_brings_two_more_months_and_only_in_time() {
        let calendars = Calendars::built_in();
        let request = access();
        let received = day("2026-11-14");
        let due = |deadline: &Deadline| dates(deadline, received).on;
        assert_eq!(due(&reckoned(&calendars, Regime::Both, &request, received, &[])), day("2026-12-14"));
        let told = |on| if_extended(&calendars, Regime::Both, &request, received, &[], day(on));
        assert_eq!(due(&told("2026-12-14")), day("2027-02-15"), "the fourteenth is a Sunday");
        assert_eq!(due(&told("2026-12-15")), day("2026-12-14"), "too late");
    }

    #[test]
    fn while_the_person_is_asked_the_day_is_the_one_after_a_late_reply() {
        use crate::law::deadline::history::Demand;
        let (calendars, received) = (Calendars::built_in(), day("2026-11-14"));
        let asked = [Asked::open(Demand::Identity, day("2026-11-16"))];
        let stored =
            |regime, asked: &[Asked]| to_store(&calendars, regime, &access(), received, asked, day("2026-12-16"));
        let uk = stored(Regime::Uk, &asked);
        assert_eq!((uk.on, uk.safe_on), (day("2027-01-18"), day("2027-01-18")), "the sixteenth is a Saturday");
        let both = stored(Regime::Both, &asked);
        assert_eq!(both.safe_on, day("2026-12-14"), "in the Union no text stops the month");
        assert!(both.on > both.safe_on);
        let answered = [asked[0].answered(day("2026-11-20")).unwrap()];
        assert_eq!(stored(Regime::Uk, &answered).on, day("2026-12-21"), "the twentieth is a Sunday");
        let late = [asked[0].with_undue_delay()];
        assert_eq!(stored(Regime::Uk, &late).on, day("2026-12-14"), "asked too late, it changes nothing");
        assert_eq!(standstills(Regime::Both, Right::Access, &late), []);
        assert_eq!(standstills(Regime::Both, Right::Access, &asked).len(), 1);
    }
}
