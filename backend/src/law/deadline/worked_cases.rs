//! Every case of `worked_cases.toml` comes out exactly as written there.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use toml::value::Datetime;

use super::{
    clock::{Clock, State},
    history::{About, Asked, Demand, Event, History, Quantity, Reasons},
    matter::{Matter, Notice},
    reckon::{Deadline, Status, reckon},
};
use crate::{
    law::{
        calendar::Calendars,
        regime::{Law, Regime},
    },
    rights::right::Right,
};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    what: What,
    regime: Regime,
    right: Option<Right>,
    received: Datetime,
    received_at: Option<DateTime<Utc>>,
    identity: Option<Vec<Datetime>>,
    late_identity: Option<Vec<Datetime>>,
    authority: Option<Vec<Datetime>>,
    fee: Option<Vec<Datetime>>,
    meaning: Option<Vec<Datetime>>,
    meaning_of_little: Option<Vec<Datetime>>,
    something_else: Option<Vec<Datetime>>,
    extension: Option<Datetime>,
    extension_without_reasons: Option<Datetime>,
    communication: Option<Datetime>,
    disclosure: Option<Datetime>,
    uk: Option<Expected>,
    eu: Option<Expected>,
    all: Option<Expected>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    #[default]
    Request,
    Complaint,
    Notice,
    Deactivation,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    status: Option<String>,
    start: Option<Datetime>,
    paused: Option<u64>,
    base: Option<Datetime>,
    notice_by: Option<Datetime>,
    notice_by_safe: Option<Datetime>,
    due: Option<Datetime>,
    safe: Option<Datetime>,
    literal: Option<Datetime>,
    literal_paused: Option<u64>,
    extended: Option<bool>,
}

fn day(written: Datetime) -> NaiveDate {
    written.to_string().parse().unwrap()
}

fn written(day: NaiveDate) -> Datetime {
    day.to_string().parse().unwrap()
}

impl Case {
    fn matter(&self) -> Matter {
        let received_on = day(self.received);
        if let Some(at) = self.received_at {
            assert_eq!(self.regime.day_of(at), received_on, "{}", self.name);
        }
        match self.what {
            What::Request => {
                Matter::Request { regime: self.regime, right: self.right.unwrap(), history: self.history(received_on) }
            }
            What::Complaint => Matter::Complaint { received_on },
            What::Notice => {
                let mut notice = Notice::obtained(self.regime, received_on);
                if let Some(on) = self.communication {
                    notice = notice.with_first_communication(day(on)).unwrap();
                }
                if let Some(on) = self.disclosure {
                    notice = notice.with_first_disclosure(day(on)).unwrap();
                }
                Matter::Notice(notice)
            }
            What::Deactivation => Matter::Deactivation { closed_on: received_on },
        }
    }

    fn history(&self, received_on: NaiveDate) -> History {
        let clarification = |about| Demand::Clarification(about);
        let mut events = Vec::new();
        for (demand, dates, is_late) in [
            (Demand::Identity, &self.identity, false),
            (Demand::Identity, &self.late_identity, true),
            (Demand::Authority, &self.authority, false),
            (Demand::Fee, &self.fee, false),
            (clarification(About::Information(Quantity::Large)), &self.meaning, false),
            (clarification(About::Information(Quantity::Small)), &self.meaning_of_little, false),
            (clarification(About::SomethingElse), &self.something_else, false),
        ] {
            let Some(dates) = dates else { continue };
            let mut asked = Asked::open(demand, day(dates[0]));
            if is_late {
                asked = asked.with_undue_delay();
            }
            if let Some(answered_on) = dates.get(1) {
                asked = asked.answered(day(*answered_on)).unwrap();
            }
            events.push(Event::Asked(asked));
        }
        for (on, reasons) in [(self.extension, Reasons::Given), (self.extension_without_reasons, Reasons::Missing)] {
            events.extend(on.map(|on| Event::Extension { notified_on: day(on), reasons }));
        }
        events.into_iter().fold(History::received(received_on), |history, event| history.with(event).unwrap())
    }
}

impl Expected {
    fn running_unless_said(mut self) -> Self {
        self.status.get_or_insert_with(|| Status::Running.code().to_owned());
        self
    }

    fn of_clock(clock: &Clock) -> Self {
        let extended = clock.extension.map(|extension| extension.is_valid());
        match &clock.state {
            State::NotStarted { due_safe, .. } => Self {
                status: Some("not_started".to_owned()),
                safe: due_safe.map(written),
                extended,
                ..Self::default()
            },
            State::Paused { started_on, even_so, .. } => Self {
                status: Some("paused".to_owned()),
                start: Some(written(*started_on)),
                safe: even_so.map(|dates| written(dates.due_safe)),
                notice_by: even_so.and_then(|dates| dates.extension_notice_by).map(written),
                extended,
                ..Self::default()
            },
            State::Running(dates) => Self {
                status: Some("running".to_owned()),
                start: Some(written(dates.started_on)),
                paused: Some(dates.paused_days),
                base: Some(written(dates.base_due)),
                notice_by: Some(written(dates.extension_notice_by)),
                notice_by_safe: dates.extension_notice_by_safe.map(written),
                due: Some(written(dates.due)),
                safe: Some(written(dates.due_safe)),
                literal: dates.literal.map(|literal| written(literal.due)),
                literal_paused: dates.literal.map(|literal| literal.paused_days),
                extended,
            },
        }
    }

    fn of_all(deadline: &Deadline) -> Self {
        Self {
            status: Some(deadline.status.code().to_owned()),
            base: deadline.base_due.map(written),
            notice_by: deadline.extension_notice_by.map(written),
            due: deadline.due.map(written),
            safe: deadline.due_safe.map(written),
            ..Self::default()
        }
    }
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("worked_cases.toml")).unwrap().case
}

#[test]
fn every_worked_case_comes_out_as_written() {
    let calendars = Calendars::built_in();
    for case in cases() {
        let deadline = reckon(&calendars, &case.matter());
        for (law, expected) in [(Law::Uk, case.uk), (Law::Eu, case.eu)] {
            let clock = deadline.clocks.iter().find(|clock| clock.law == law);
            assert_eq!(
                clock.map(Expected::of_clock),
                expected.map(Expected::running_unless_said),
                "{} ({law})",
                case.name
            );
        }
        if let Some(expected) = case.all {
            assert_eq!(Expected::of_all(&deadline), expected.running_unless_said(), "{}", case.name);
        }
    }
}

#[test]
fn the_working_ends_where_the_dates_do() {
    let calendars = Calendars::built_in();
    for case in cases() {
        let deadline = reckon(&calendars, &case.matter());
        for date in deadline.due.into_iter().chain(deadline.due_safe) {
            assert!(deadline.working.iter().any(|step| step.on == date), "{}: no step arrives at {date}", case.name);
        }
        for step in &deadline.working {
            assert!(!step.article().is_empty() && !step.rule().is_empty(), "{step:?}");
        }
    }
}

#[test]
fn a_case_that_is_worked_out_wrongly_would_be_noticed() {
    let calendars = Calendars::built_in();
    let case = cases().into_iter().find(|case| case.uk.is_some()).unwrap();
    let mut expected = case.matter();
    if let Matter::Request { history, .. } = &mut expected {
        *history = History::received(history.received_on() + chrono::Days::new(1));
    }
    let deadline = reckon(&calendars, &expected);
    assert_ne!(deadline.clocks.first().map(Expected::of_clock), case.uk.map(Expected::running_unless_said));
}
