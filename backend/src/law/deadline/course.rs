//! The walk through a history: each event in its order, and what it makes of the period.
//!
//! An event counts if the period, as the events before it have left it, had not ended on its day. A period that has not begun or
//! stands still does not end.

use chrono::NaiveDate;

use super::{
    clock::Extension,
    effect::{Effect, Why},
    eu,
    history::{Asked, Demand, Event, History, Reasons},
    pause::{Pauses, Span},
    period::Length,
    step::{Finding, Source, Step},
    uk,
};
use crate::{
    law::{calendar::Calendar, regime::Law},
    rights::right::Right,
};

/// What a history has made of a period.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    /// The law that is applied.
    pub law: Law,
    /// The days of rest.
    pub calendar: &'a Calendar,
    /// When the request was received.
    pub received_on: NaiveDate,
    /// When the period began, unless `not_begun` says that it has not.
    pub started_on: NaiveDate,
    /// How long it is.
    pub length: Length,
    /// What must still come before it begins.
    pub not_begun: Vec<Demand>,
    /// What must still come before it goes on.
    pub stopped: Vec<Demand>,
    /// When it stood still.
    pub pauses: Pauses,
    /// The announcement of an extension, if there was one; a valid one goes before others.
    pub extension: Option<Extension>,
    /// What was found on the way.
    pub steps: Vec<Step>,
}

impl<'a> Course<'a> {
    /// Walks through the whole history.
    pub fn walk(law: Law, calendar: &'a Calendar, right: Right, history: &History) -> Self {
        let received_on = history.received_on();
        let mut course = Self {
            law,
            calendar,
            received_on,
            started_on: received_on,
            length: Length::OneMonth,
            not_begun: Vec::new(),
            stopped: Vec::new(),
            pauses: Pauses::default(),
            extension: None,
            steps: Vec::new(),
        };
        let at_rest = !calendar.is_working_day(received_on);
        course.note(received_on, if at_rest { Finding::ReceivedAtRest } else { Finding::Received });
        for event in history.events() {
            match event {
                Event::Asked(asked) => course.ask(right, asked),
                Event::Extension { notified_on, reasons } => course.extend(*notified_on, *reasons),
            }
        }
        course
    }

    /// Which body of text this course follows.
    pub fn source(&self) -> Source {
        match self.law {
            Law::Uk if self.received_on < uk::ART_12A_APPLIES_FROM => Source::UkBefore,
            Law::Uk => Source::Uk,
            Law::Eu => Source::Eu,
        }
    }

    /// The last day of a period of this length by the regulator's method, had nothing been asked that is still open.
    pub fn last_day(&self, length: Length) -> NaiveDate {
        match self.law {
            Law::Uk => uk::last_day(self.calendar, self.started_on, length, &self.pauses),
            Law::Eu => eu::last_day(self.calendar, self.started_on, length, &self.pauses),
        }
    }

    /// The last day to announce an extension: pauses move it in the UK and nowhere else.
    pub fn notice_by(&self) -> NaiveDate {
        match self.law {
            Law::Uk => self.last_day(Length::OneMonth),
            Law::Eu => eu::strict_last_day(self.calendar, self.started_on, Length::OneMonth),
        }
    }

    /// Whether the period waits for the person.
    pub fn is_waiting(&self) -> bool {
        !self.not_begun.is_empty() || !self.stopped.is_empty()
    }

    /// Adds a step to the working.
    pub fn note(&mut self, on: NaiveDate, finding: Finding) {
        self.steps.push(Step { on, source: self.source(), finding });
    }

    fn ask(&mut self, right: Right, asked: &Asked) {
        let demand = asked.demand();
        // Where a question fell on a day of rest behind the same date, the days that it stops can end before its answer.
        let stands_still = self.is_waiting() || self.pauses.stands_still(asked.on());
        let is_over = !stands_still && self.last_day(self.length) < asked.on();
        let effect = match self.law {
            _ if is_over => Effect::None(Why::PeriodOver),
            Law::Uk => uk::effect(right, asked),
            Law::Eu => eu::effect(right, asked),
        };
        match (effect, asked.answered_on()) {
            (Effect::Restarts, Some(answered_on)) => {
                self.started_on = self.started_on.max(answered_on);
                self.note(answered_on, Finding::Restarted { demand, asked_on: asked.on() });
            }
            (Effect::Restarts, None) => {
                self.not_begun.push(demand);
                self.note(asked.on(), Finding::NotBegun(demand));
            }
            (Effect::Pauses, until) => {
                self.pauses.push(Span { from: asked.on(), until });
                if let Some(until) = until {
                    self.note(asked.on(), Finding::Paused { demand, until });
                } else {
                    self.stopped.push(demand);
                    self.note(asked.on(), Finding::Stopped(demand));
                }
            }
            (Effect::None(why), _) => self.note(asked.on(), Finding::Untouched(demand, why)),
        }
    }

    fn extend(&mut self, notified_on: NaiveDate, reasons: Reasons) {
        let notice_by = self.notice_by();
        // In the UK a month that waits for the person does not end; in the Union the notice is due a month after receipt, come what may.
        let may_wait = self.law == Law::Uk && self.is_waiting();
        let extension = match reasons {
            Reasons::Missing => Extension::WithoutReasons(notified_on),
            Reasons::Given if may_wait || notified_on <= notice_by => Extension::InTime(notified_on),
            Reasons::Given => Extension::TooLate(notified_on),
        };
        self.note(
            notified_on,
            match extension {
                Extension::InTime(_) => Finding::Extended,
                Extension::TooLate(_) => Finding::ExtendedTooLate { notice_by },
                Extension::WithoutReasons(_) => Finding::ExtendedWithoutReasons,
            },
        );
        if extension.is_valid() {
            self.length = Length::ThreeMonths;
        }
        if !self.extension.is_some_and(Extension::is_valid) {
            self.extension = Some(extension);
        }
    }
}
