//! The one function that pages, API, jobs and the command line call.

use chrono::NaiveDate;

use super::{
    clock::{Clock, State},
    course::Course,
    fixed::{self, Fixed},
    history::History,
    matter::Matter,
    settle,
    step::{Finding, Source, Step},
};
use crate::{
    law::{calendar::Calendars, regime::Regime},
    rights::right::Right,
};

/// Until when something must be done. All dates are last days in the controller's time zone: in time until their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Whether the period runs.
    pub status: Status,
    /// The last lawful day by the regulator's method; none while the period waits for the person.
    pub due: Option<NaiveDate>,
    /// The earliest date on any tenable reading. Alarms go by this one. None where nothing but the person can bring it about.
    pub due_safe: Option<NaiveDate>,
    /// The due date before any extension.
    pub base_due: Option<NaiveDate>,
    /// The last day to announce an extension.
    pub extension_notice_by: Option<NaiveDate>,
    /// The last day to refuse.
    pub refusal_by: Option<NaiveDate>,
    /// The due date with an extension, announced or not.
    pub latest: Option<NaiveDate>,
    /// One clock for each law, for a request; none for anything else.
    pub clocks: Vec<Clock>,
    /// How the dates came about: those of each law in turn.
    pub working: Vec<Step>,
}

/// Whether a period runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// There is a due date, which may have passed.
    Running,
    /// It stands still until the person answers.
    Paused,
    /// It begins when the person gives what was asked for.
    NotStarted,
}

impl Status {
    /// The stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::NotStarted => "not_started",
        }
    }
}

/// Until when this must be done. Where both laws apply, each date is the earlier of both; the period runs if either runs.
pub fn reckon(calendars: &Calendars, matter: &Matter) -> Deadline {
    match matter {
        Matter::Request { regime, right, history } => request(calendars, *regime, *right, history),
        Matter::Complaint { received_on } => fixed_date(fixed::complaint(calendars, *received_on)),
        Matter::Notice(notice) => fixed_date(fixed::notice(calendars, notice)),
        Matter::Deactivation { closed_on } => fixed_date(fixed::deactivation(*closed_on)),
    }
}

fn request(calendars: &Calendars, regime: Regime, right: Right, history: &History) -> Deadline {
    let clock = |law: &_| settle::settle(Course::walk(*law, calendars.of(*law), right, history));
    let clocks: Vec<Clock> = regime.laws().iter().map(clock).collect();
    let mut deadline = Deadline {
        status: clocks.iter().map(status).min().unwrap_or(Status::NotStarted),
        due: None,
        due_safe: None,
        base_due: None,
        extension_notice_by: None,
        refusal_by: None,
        latest: None,
        working: clocks.iter().flat_map(|clock| clock.working.iter().cloned()).collect(),
        clocks: Vec::new(),
    };
    for clock in &clocks {
        match &clock.state {
            State::NotStarted { due_safe, .. } => earlier(&mut deadline.due_safe, *due_safe),
            State::Paused { even_so, .. } => {
                earlier(&mut deadline.due_safe, even_so.map(|dates| dates.due_safe));
                earlier(&mut deadline.extension_notice_by, even_so.and_then(|dates| dates.extension_notice_by));
                earlier(&mut deadline.refusal_by, even_so.and_then(|dates| dates.refusal_by));
            }
            State::Running(dates) => {
                earlier(&mut deadline.due, Some(dates.due));
                earlier(&mut deadline.due_safe, Some(dates.due_safe));
                earlier(&mut deadline.base_due, Some(dates.base_due));
                earlier(&mut deadline.extension_notice_by, Some(dates.extension_notice_by));
                earlier(&mut deadline.refusal_by, Some(dates.refusal_by));
                earlier(&mut deadline.latest, Some(dates.latest));
            }
        }
    }
    if let (Regime::Both, Some(due_safe)) = (regime, deadline.due_safe) {
        deadline.working.push(Step { on: due_safe, source: Source::Eu, finding: Finding::EarlierOfBoth });
    }
    Deadline { clocks, ..deadline }
}

/// The date that is set, or the earlier of both.
fn earlier(date: &mut Option<NaiveDate>, other: Option<NaiveDate>) {
    *date = date.iter().copied().chain(other).min();
}

const fn status(clock: &Clock) -> Status {
    match clock.state {
        State::NotStarted { .. } => Status::NotStarted,
        State::Paused { .. } => Status::Paused,
        State::Running(_) => Status::Running,
    }
}

fn fixed_date(Fixed { due, working }: Fixed) -> Deadline {
    Deadline {
        status: Status::Running,
        due: Some(due),
        due_safe: Some(due),
        base_due: None,
        extension_notice_by: None,
        refusal_by: None,
        latest: None,
        clocks: Vec::new(),
        working,
    }
}
