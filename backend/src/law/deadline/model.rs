//! The engine against a model of it that lives through the days one by one, over random histories.
//!
//! The model shares with the engine the calendar and the words of the law, and nothing of the arithmetic: it never adds a
//! month or a number of days, it never merges spans, and of a question it learns only on its day.

use chrono::{Datelike, Days, NaiveDate};
use proptest::{
    prelude::*,
    test_runner::{Config, TestError, TestRunner},
};

use super::{
    clock::{Clock, State},
    history::{About, Asked, Demand, Event, History, Promptness, Quantity, Reasons},
    matter::Matter,
    reckon::{Deadline, Status, reckon},
};
use crate::{
    law::{
        calendar::{Calendar, Calendars},
        regime::{Law, Regime},
    },
    rights::right::Right,
};

/// What both must agree on.
#[derive(Debug, PartialEq)]
struct Facts {
    status: Status,
    due: Option<NaiveDate>,
    safe: Option<NaiveDate>,
    notice_by: Option<NaiveDate>,
    literal: Option<NaiveDate>,
    refusal_by: Option<NaiveDate>,
    extended: Option<bool>,
}

impl Facts {
    fn of(clock: &Clock) -> Self {
        let extended = clock.extension.map(|extension| extension.is_valid());
        let none = Self {
            status: Status::NotStarted,
            due: None,
            safe: None,
            notice_by: None,
            literal: None,
            refusal_by: None,
            extended,
        };
        match &clock.state {
            State::NotStarted { due_safe, .. } => Self { safe: *due_safe, ..none },
            State::Paused { even_so, .. } => Self {
                status: Status::Paused,
                safe: even_so.map(|dates| dates.due_safe),
                notice_by: even_so.and_then(|dates| dates.extension_notice_by),
                refusal_by: even_so.and_then(|dates| dates.refusal_by),
                ..none
            },
            State::Running(dates) => Self {
                status: Status::Running,
                due: Some(dates.due),
                safe: Some(dates.due_safe),
                notice_by: Some(dates.extension_notice_by),
                literal: dates.literal.map(|literal| literal.due),
                refusal_by: Some(dates.refusal_by),
                extended,
            },
        }
    }
}

/// A request as somebody would keep it on a wall calendar.
struct Wall<'a> {
    law: Law,
    calendar: &'a Calendar,
    received: NaiveDate,
    start: NaiveDate,
    /// Questions that count: with the day of the answer, if one will come.
    holding_back: Vec<(NaiveDate, Option<NaiveDate>)>,
    stopping: Vec<(NaiveDate, Option<NaiveDate>)>,
    notices: Vec<(NaiveDate, bool)>,
}

const NEVER: NaiveDate = NaiveDate::MAX;

impl<'a> Wall<'a> {
    fn live(law: Law, calendar: &'a Calendar, right: Right, history: &History) -> Facts {
        let received = history.received_on();
        let mut wall =
            Self { law, calendar, received, start: received, holding_back: vec![], stopping: vec![], notices: vec![] };
        // Nothing in these histories happens later than a year after receipt.
        let mut today = received;
        while today < received + Days::new(400) {
            wall.start_if_answered(today);
            for event in history.events().iter().filter(|event| event.on() == today) {
                wall.happens(today, right, event);
                wall.start_if_answered(today);
            }
            today = today.succ_opt().unwrap();
        }
        wall.facts(today)
    }

    fn start_if_answered(&mut self, today: NaiveDate) {
        if self.holding_back.iter().any(|(_, answered)| *answered == Some(today)) {
            self.start = today;
        }
    }

    fn happens(&mut self, today: NaiveDate, right: Right, event: &Event) {
        let asked = match event {
            Event::Extension { reasons, .. } => {
                let valid = *reasons == Reasons::Given && self.is_first_month(today);
                self.notices.push((today, valid));
                return;
            }
            Event::Asked(asked) => asked,
        };
        if self.is_over(today) || asked.promptness() == Promptness::UndueDelay {
            return;
        }
        let pair = (today, asked.answered_on());
        match (self.law, asked.demand()) {
            (Law::Uk, Demand::Identity | Demand::Authority | Demand::Fee) => self.holding_back.push(pair),
            (Law::Eu, Demand::Identity | Demand::Authority) => self.stopping.push(pair),
            (Law::Uk, Demand::Clarification(About::Information(_)))
            | (Law::Eu, Demand::Clarification(About::Information(Quantity::Large)))
                if right == Right::Access =>
            {
                self.stopping.push(pair);
            }
            (_, Demand::Fee | Demand::Clarification(_)) => {}
        }
    }

    fn waits(&self, today: NaiveDate) -> bool {
        let mut all = self.holding_back.iter().chain(&self.stopping);
        all.any(|(_, answered)| answered.unwrap_or(NEVER) > today)
    }

    fn is_over(&self, today: NaiveDate) -> bool {
        !self.waits(today) && today > self.end(self.months(), today)
    }

    fn is_first_month(&self, today: NaiveDate) -> bool {
        match self.law {
            Law::Uk => self.waits(today) || today <= self.end(1, today),
            Law::Eu => today <= self.rest_from(self.months_on(self.received, 1)),
        }
    }

    fn months(&self) -> u32 {
        if self.notices.iter().any(|(_, valid)| *valid) { 3 } else { 1 }
    }

    /// The end of the period as one sees it on this day.
    fn end(&self, months: u32, today: NaiveDate) -> NaiveDate {
        let mut end = self.months_on(self.start, months);
        if self.law == Law::Uk {
            end = self.rest_from(end);
        }
        self.rest_from(steps(end, self.lost_days(today)))
    }

    /// The days from the start until today that began and ended without progress.
    fn lost_days(&self, today: NaiveDate) -> usize {
        let stood_still =
            |day: NaiveDate| self.stopping.iter().any(|(from, until)| *from <= day && day < until.unwrap_or(NEVER));
        self.start.iter_days().take_while(|day| *day < today).filter(|day| stood_still(*day)).count()
    }

    /// The days after the start on which a question was open for at least an hour.
    fn touched_days(&self, today: NaiveDate) -> usize {
        let touched =
            |day: NaiveDate| self.stopping.iter().any(|(from, until)| *from <= day && day <= until.unwrap_or(NEVER));
        self.start.iter_days().skip(1).take_while(|day| *day < today).filter(|day| touched(*day)).count()
    }

    fn months_on(&self, from: NaiveDate, months: u32) -> NaiveDate {
        let (mut day, mut left) = (from, months);
        loop {
            let next = day.succ_opt().unwrap();
            let is_last_of_month = next.month() != day.month();
            if left == 0 && (day.day() == from.day() || is_last_of_month) {
                return day;
            }
            left -= u32::from(is_last_of_month);
            day = next;
        }
    }

    fn rest_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.calendar.is_working_day(*day)).unwrap()
    }

    fn facts(&self, today: NaiveDate) -> Facts {
        let has_started = self.holding_back.iter().all(|(_, answered)| answered.is_some());
        let moves = self.stopping.iter().all(|(_, answered)| answered.is_some());
        let status = match (has_started, moves) {
            (false, _) => Status::NotStarted,
            (true, false) => Status::Paused,
            (true, true) => Status::Running,
        };
        let runs = status == Status::Running;
        let is_old = self.received < NaiveDate::from_ymd_opt(2026, 2, 5).unwrap();
        let plain = |months| self.rest_from(self.months_on(self.received, months));
        // The same sum without moving in between.
        let unmoved = |months, days| self.rest_from(steps(self.months_on(self.start, months), days));
        let strict = |months| match self.law {
            Law::Uk if !is_old => unmoved(months, self.lost_days(today)),
            Law::Uk | Law::Eu => plain(months),
        };
        let is_surely_extended = self.notices.iter().any(|(day, valid)| *valid && *day <= strict(1));
        let safe = strict(if is_surely_extended { 3 } else { 1 });
        let due = runs.then(|| self.end(self.months(), today));
        let extended = self.notices.first().map(|_| self.months() == 3);
        match self.law {
            Law::Uk => Facts {
                status,
                due,
                safe: (runs || is_old).then_some(safe),
                notice_by: runs.then(|| self.end(1, today)),
                literal: (runs && !is_old && !self.stopping.is_empty())
                    .then(|| unmoved(self.months(), self.touched_days(today))),
                refusal_by: due,
                extended,
            },
            Law::Eu => Facts {
                status,
                due,
                safe: Some(safe),
                notice_by: Some(plain(1)),
                literal: None,
                refusal_by: Some(plain(1)),
                extended,
            },
        }
    }
}

fn steps(from: NaiveDate, days: usize) -> NaiveDate {
    from.iter_days().nth(days).unwrap()
}

/// One event, as days after receipt, so that no history is impossible.
fn event() -> impl Strategy<Value = (u64, Happening)> {
    let demand = prop_oneof![
        2 => Just(Demand::Identity),
        1 => Just(Demand::Authority),
        1 => Just(Demand::Fee),
        4 => Just(Demand::Clarification(About::Information(Quantity::Large))),
        1 => Just(Demand::Clarification(About::Information(Quantity::Small))),
        1 => Just(Demand::Clarification(About::SomethingElse)),
    ];
    let answer = prop::option::weighted(0.85, 0..60_u64);
    let question = (demand, answer, prop::bool::weighted(0.1));
    let question = question.prop_map(|(demand, answer, is_late)| Happening::Question { demand, answer, is_late });
    let extension = prop::bool::weighted(0.9).prop_map(|with_reasons| Happening::Extension { with_reasons });
    (0..110_u64, prop_oneof![4 => question, 1 => extension])
}

#[derive(Clone, Debug)]
enum Happening {
    Question { demand: Demand, answer: Option<u64>, is_late: bool },
    Extension { with_reasons: bool },
}

fn history() -> impl Strategy<Value = History> {
    let first = NaiveDate::from_ymd_opt(2023, 12, 1).unwrap();
    (0..2500_u64, prop::collection::vec(event(), 0..6)).prop_map(move |(received, events)| {
        let received = first + Days::new(received);
        let mut history = History::received(received);
        for (after, happening) in events {
            let on = received + Days::new(after);
            history = match happening {
                Happening::Question { demand, answer, is_late } => {
                    let mut asked = Asked::open(demand, on);
                    if is_late {
                        asked = asked.with_undue_delay();
                    }
                    if let Some(days) = answer {
                        asked = asked.answered(on + Days::new(days)).unwrap();
                    }
                    history.with_asked(asked)
                }
                Happening::Extension { with_reasons: true } => history.with_extension(on),
                Happening::Extension { with_reasons: false } => {
                    history.with(Event::Extension { notified_on: on, reasons: Reasons::Missing })
                }
            }
            .unwrap();
        }
        history
    })
}

fn right() -> impl Strategy<Value = Right> {
    prop_oneof![3 => Just(Right::Access), 1 => prop::sample::select(&Right::ALL)]
}

fn ten_thousand() -> TestRunner {
    TestRunner::new(Config { cases: 10_000, failure_persistence: None, ..Config::default() })
}

fn reckoned(calendars: &Calendars, regime: Regime, right: Right, history: &History) -> Deadline {
    reckon(calendars, &Matter::Request { regime, right, history: history.clone() })
}

#[test]
fn the_engine_agrees_with_a_walk_through_the_days() {
    let calendars = Calendars::built_in();
    let agree = |(right, history): (Right, History)| {
        for clock in reckoned(&calendars, Regime::Both, right, &history).clocks {
            let lived = Wall::live(clock.law, calendars.of(clock.law), right, &history);
            prop_assert_eq!(Facts::of(&clock), lived, "{}", clock.law);
        }
        Ok(())
    };
    ten_thousand().run(&(right(), history()), agree).unwrap();
}

/// Chance finds such a pair once in some hundred thousand histories.
#[test]
fn a_second_question_counts_while_the_first_is_open() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    // The 9th of November 2024 is a Saturday and the 11th a holiday in France.
    let first = Asked::open(Demand::Identity, day(2024, 11, 11)).answered(day(2025, 1, 1)).unwrap();
    let second = Asked::open(Demand::Identity, day(2024, 12, 31));
    let history = History::received(day(2024, 10, 9)).with_asked(first).unwrap().with_asked(second).unwrap();
    let calendars = Calendars::built_in();
    let clock = &reckoned(&calendars, Regime::Eu, Right::Access, &history).clocks[0];
    assert_eq!(Facts::of(clock).status, Status::Paused);
    assert_eq!(Facts::of(clock), Wall::live(Law::Eu, calendars.of(Law::Eu), Right::Access, &history));
}

#[test]
fn a_walk_by_the_wrong_law_is_caught() {
    let calendars = Calendars::built_in();
    let agree = |(right, history): (Right, History)| {
        let uk = reckoned(&calendars, Regime::Uk, right, &history);
        let lived = Wall::live(Law::Eu, calendars.of(Law::Uk), right, &history);
        prop_assert_eq!(Facts::of(&uk.clocks[0]), lived);
        Ok(())
    };
    assert!(matches!(ten_thousand().run(&(right(), history()), agree), Err(TestError::Fail(..))));
}

#[test]
fn the_alarm_never_comes_after_the_due_date_nor_in_the_first_four_weeks() {
    let calendars = Calendars::built_in();
    let holds = |(right, history): (Right, History)| {
        for regime in Regime::ALL {
            let deadline = reckoned(&calendars, regime, right, &history);
            if let Some(safe) = deadline.due_safe {
                prop_assert!(history.received_on() + Days::new(28) <= safe);
                prop_assert!(deadline.due.is_none_or(|due| safe <= due));
            }
            prop_assert_eq!(deadline.due.is_some(), deadline.status == Status::Running);
            prop_assert!(deadline.base_due <= deadline.due && deadline.due <= deadline.latest);
        }
        Ok(())
    };
    ten_thousand().run(&(right(), history()), holds).unwrap();
}

#[test]
fn under_both_laws_every_date_is_the_earlier_of_both() {
    let calendars = Calendars::built_in();
    let holds = |(right, history): (Right, History)| {
        let [uk, eu, both] = Regime::ALL.map(|regime| reckoned(&calendars, regime, right, &history));
        let dates: [fn(&Deadline) -> Option<NaiveDate>; 5] = [
            |deadline| deadline.due,
            |deadline| deadline.due_safe,
            |deadline| deadline.base_due,
            |deadline| deadline.extension_notice_by,
            |deadline| deadline.refusal_by,
        ];
        for date in dates {
            prop_assert_eq!(date(&both), date(&uk).into_iter().chain(date(&eu)).min());
        }
        Ok(())
    };
    ten_thousand().run(&(right(), history()), holds).unwrap();
}
