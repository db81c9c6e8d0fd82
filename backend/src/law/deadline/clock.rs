//! The period of one request under one law, as it stands.

use chrono::NaiveDate;

use super::{history::Demand, pause::Span, step::Step};
use crate::law::regime::Law;

/// A period under one law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The law.
    pub law: Law,
    /// Whether it runs, and the dates that can be said.
    pub state: State,
    /// The extension that was announced, if one was.
    pub extension: Option<Extension>,
    /// When it stood still, in order and without overlap.
    pub pauses: Vec<Span>,
    /// How the dates came about.
    pub working: Vec<Step>,
}

/// Whether a period runs, and the dates that can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It begins when the person gives what was asked for. There is no due date.
    NotStarted {
        /// What was asked for, the longest open first; never empty.
        waiting_for: Vec<Demand>,
        /// The strictest date, where not having started rests on guidance only.
        due_safe: Option<NaiveDate>,
    },
    /// It stands still until the person gives what was asked for. There is no due date.
    Paused {
        /// When it began.
        started_on: NaiveDate,
        /// What was asked for, the longest open first; never empty.
        waiting_for: Vec<Demand>,
        /// The dates that hold even so, where the pause is doubtful.
        even_so: Option<EvenSo>,
    },
    /// It runs, or has run out: this module does not know what day it is.
    Running(Dates),
}

/// Dates that hold although a period is said to stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvenSo {
    /// The strictest date.
    pub due_safe: NaiveDate,
    /// The last day to announce an extension, where the pause does not move it.
    pub extension_notice_by: Option<NaiveDate>,
    /// The last day to refuse, where the pause does not move it.
    pub refusal_by: Option<NaiveDate>,
}

/// The dates of a period that runs. All of them are last days: the act is in time until their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// When the period began.
    pub started_on: NaiveDate,
    /// The days on which it stood still.
    pub paused_days: u64,
    /// The end of one month, pauses included, before any extension.
    pub base_due: NaiveDate,
    /// To announce an extension.
    pub extension_notice_by: NaiveDate,
    /// To announce an extension on the strictest reading, where a pause leaves room for one.
    pub extension_notice_by_safe: Option<NaiveDate>,
    /// The last lawful day by the regulator's method.
    pub due: NaiveDate,
    /// The earliest date on any tenable reading. Alarms go by this one.
    pub due_safe: NaiveDate,
    /// What the letter of UK Art. 12A(5)(b) gives, where a clarification was asked for.
    pub literal: Option<Literal>,
    /// To refuse.
    pub refusal_by: NaiveDate,
    /// The due date with an extension, announced or not.
    pub latest: NaiveDate,
}

/// The literal count of UK Art. 12A(5)(b).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The last lawful day.
    pub due: NaiveDate,
    /// The paused days, first and last included.
    pub paused_days: u64,
}

/// An extension that was announced on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// In time, and so it holds.
    InTime(NaiveDate),
    /// Too late: it has no effect.
    TooLate(NaiveDate),
    /// Without reasons: it has no effect.
    WithoutReasons(NaiveDate),
}

impl Extension {
    /// Whether it lengthens the period.
    pub const fn is_valid(self) -> bool {
        match self {
            Self::InTime(_) => true,
            Self::TooLate(_) | Self::WithoutReasons(_) => false,
        }
    }
}
