//! The answer as it is written.
//!
//! A field that has nothing to say is left out. `refusal_by` and `working` are said only to those who ask for the working.

use chrono::NaiveDate;
use serde::Serialize;

use crate::law::{
    deadline::{
        clock::{Clock, State},
        history::Demand,
        reckon::{Deadline, Status},
        step::Step,
    },
    regime::Law,
};

/// An answer as it is written.
#[derive(Debug, Default, Serialize)]
pub struct Reply {
    #[serde(skip_serializing_if = "Option::is_none")]
    per_regime: Option<PerRegime>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_start: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_days: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension_notice_by: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_safe: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_statute_literal: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_days_statute_literal: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension_valid: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension_notice_by_safe: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal_by: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    working: Option<Vec<Line>>,
}

#[derive(Debug, Serialize)]
struct PerRegime {
    #[serde(rename = "UK")]
    uk: Box<Reply>,
    #[serde(rename = "EU")]
    eu: Box<Reply>,
}

/// One line of the working.
#[derive(Debug, Serialize)]
struct Line {
    on: NaiveDate,
    rule: &'static str,
    article: &'static str,
    sentence: String,
}

impl Reply {
    /// The dates of this deadline.
    pub fn dates(deadline: &Deadline) -> Self {
        match deadline.clocks.as_slice() {
            [clock] => of_clock(clock),
            [uk, eu] => Self {
                per_regime: Some(PerRegime { uk: Box::new(of_clock(uk)), eu: Box::new(of_clock(eu)) }),
                ..of_all(deadline)
            },
            _ => of_all(deadline),
        }
    }

    /// The dates with the last day to refuse and the working, each step said by `say`.
    pub fn with_working(deadline: &Deadline, say: fn(&Step) -> String) -> Self {
        Self {
            refusal_by: deadline.refusal_by,
            working: Some(deadline.working.iter().map(|step| line(step, say)).collect()),
            ..Self::dates(deadline)
        }
    }
}

fn of_all(deadline: &Deadline) -> Reply {
    Reply {
        status: deadline.status.code(),
        base_due: deadline.base_due,
        extension_notice_by: deadline.extension_notice_by,
        due: deadline.due,
        due_safe: deadline.due_safe,
        ..Reply::default()
    }
}

fn of_clock(clock: &Clock) -> Reply {
    let extension_valid = clock.extension.map(|extension| extension.is_valid());
    match &clock.state {
        State::NotStarted { waiting_for, due_safe } => Reply {
            status: Status::NotStarted.code(),
            reason: reason(clock.law, waiting_for),
            due_safe: *due_safe,
            ..Reply::default()
        },
        State::Paused { started_on, waiting_for, even_so } => Reply {
            status: Status::Paused.code(),
            clock_start: Some(*started_on),
            reason: reason(clock.law, waiting_for),
            due_safe: even_so.map(|dates| dates.due_safe),
            extension_notice_by: even_so.and_then(|dates| dates.extension_notice_by),
            extension_valid,
            ..Reply::default()
        },
        State::Running(dates) => Reply {
            status: Status::Running.code(),
            clock_start: Some(dates.started_on),
            paused_days: Some(dates.paused_days),
            base_due: Some(dates.base_due),
            extension_notice_by: Some(dates.extension_notice_by),
            due: Some(dates.due),
            due_safe: Some(dates.due_safe),
            due_statute_literal: dates.literal.map(|literal| literal.due),
            paused_days_statute_literal: dates.literal.map(|literal| literal.paused_days),
            extension_valid,
            extension_notice_by_safe: dates.extension_notice_by_safe,
            ..Reply::default()
        },
    }
}

/// What the period waits for: the gravest of several, for without proof of identity nothing else helps.
fn reason(law: Law, waiting_for: &[Demand]) -> Option<&'static str> {
    let reason = |demand: &Demand| match (law, demand) {
        (Law::Uk, Demand::Identity) => "identity outstanding",
        (Law::Uk, Demand::Authority) => "authority outstanding",
        (Law::Eu, Demand::Identity | Demand::Authority) => "identity/authority outstanding",
        (_, Demand::Fee) => "fee unpaid",
        (_, Demand::Clarification(_)) => "clarification outstanding",
    };
    waiting_for.iter().min().map(reason)
}

fn line(step: &Step, say: fn(&Step) -> String) -> Line {
    Line { on: step.on, rule: step.rule(), article: step.article(), sentence: say(step) }
}
