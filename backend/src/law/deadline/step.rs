//! One step of the working: on which day, by which rule, what follows.
//!
//! A step is data; the words that staff read put it into a sentence. So a job that needs only the date pays for no text.

use chrono::NaiveDate;

use super::{effect::Why, history::Demand, period::Length};
use crate::law::{calendar::Rest, regime::Law};

/// A step of the working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day that the step is about: when something happened, or the date that it arrives at.
    pub on: NaiveDate,
    /// The text that it rests on.
    pub source: Source,
    /// What it says.
    pub finding: Finding,
}

/// Which body of text a step applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// UK law as it stands since 5 February 2026.
    Uk,
    /// UK law before that day, when pauses were the regulator's guidance only.
    UkBefore,
    /// The law of the Union.
    Eu,
    /// No law, but what the controller has promised.
    Promise,
}

impl Source {
    /// The law that this text belongs to; none for a promise.
    pub const fn law(self) -> Option<Law> {
        match self {
            Self::Uk | Self::UkBefore => Some(Law::Uk),
            Self::Eu => Some(Law::Eu),
            Self::Promise => None,
        }
    }
}

/// What a step finds. Its day is the step's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The request came.
    Received,
    /// The request came on a day of rest.
    ReceivedAtRest,
    /// What the desk had asked for came, and the month begins with it.
    Restarted {
        /// What it was.
        demand: Demand,
        /// When it was asked for.
        asked_on: NaiveDate,
    },
    /// The desk asked for something that has not come, so that the month has not begun.
    NotBegun(Demand),
    /// The desk asked for something, and the month stands still until it comes.
    Stopped(Demand),
    /// The month stood still from this day on.
    Paused {
        /// For what.
        demand: Demand,
        /// Until when.
        until: NaiveDate,
    },
    /// The desk asked for something that does not touch the period.
    Untouched(Demand, Why),
    /// The same date of a later month.
    SameDate {
        /// Where the period began.
        from: NaiveDate,
        /// How long it is.
        length: Length,
    },
    /// The last day of a month that lacks the date.
    LastOfMonth {
        /// Where the period began.
        from: NaiveDate,
        /// How long it is.
        length: Length,
    },
    /// The next working day.
    Moved {
        /// The day of rest on which the period would have ended.
        from: NaiveDate,
        /// What that day and those after it are.
        over: Vec<Rest>,
    },
    /// The paused days, added.
    PauseAdded {
        /// How many.
        days: u64,
    },
    /// The last day on which an extension may be announced.
    NoticeBy,
    /// An extension was announced in time.
    Extended,
    /// An extension was announced too late.
    ExtendedTooLate {
        /// The last day for it.
        notice_by: NaiveDate,
    },
    /// An extension was announced without reasons.
    ExtendedWithoutReasons,
    /// The last day on which a refusal may be given.
    RefusalBy,
    /// The last lawful day.
    Due,
    /// The last day by the letter of the statute.
    Literal {
        /// The paused days by that count.
        days: u64,
    },
    /// The earliest date on any tenable reading, if it is not the due date.
    DueSafe(Caution),
    /// The calendar does not know the public holidays of the year in which the period ends.
    HolidaysUnknown,
    /// The earlier of the dates of both laws.
    EarlierOfBoth,
    /// Thirty days after a complaint.
    ComplaintAcknowledged,
    /// The complaint came before the duty to acknowledge complaints did.
    ComplaintBeforeDuty,
    /// Data was obtained from elsewhere.
    Obtained,
    /// It was first used to write to the person.
    FirstCommunication,
    /// It was first disclosed to another recipient.
    FirstDisclosure,
    /// An account was closed.
    Deactivated,
    /// Thirty days after that.
    PromiseEnds,
}

/// Why one had better not wait for the due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caution {
    /// Paused days may have to be added before the date is moved to a working day.
    CountBeforeMoving,
    /// No statute knew the restart or the pause when the request came.
    GuidanceOnly,
    /// Art. 12(3) does not provide for a suspension.
    NoTextForSuspension,
}
