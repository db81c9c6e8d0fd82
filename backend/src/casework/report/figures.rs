//! What is counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    span::Span,
    waits::{Told, Waits},
};
use crate::{deactivation::figures::Day, request::state::Outcome, rights::right::Right};

/// The counts of requests of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// All of them.
    pub received: u64,
    /// Not answered yet.
    pub open: u64,
    /// Open, and their last day has passed.
    pub overdue: u64,
    /// Ended without an answer: taken back, denied or never confirmed by the person, or joined with another request of theirs.
    pub withdrawn_or_not_confirmed: u64,
    /// Answered in full.
    pub granted: u64,
    /// Answered in part.
    pub partly_granted: u64,
    /// Refused.
    pub refused: u64,
    /// Nothing was held.
    pub nothing_held: u64,
    /// Passed on to who decides about the data.
    pub passed_on: u64,
    /// Those about data of somebody else who is no customer: nothing was passed on.
    pub not_ours: u64,
    /// Answered on their last day or before.
    pub in_time: u64,
    /// Answered later.
    pub late: u64,
    /// Those that were given two more months.
    pub extended: u64,
    /// Those whose period waited for the person, under any of their laws.
    pub paused: u64,
    /// How long people waited.
    pub waits: Waits,
}

impl Requests {
    /// Those with an answer.
    pub fn answered(&self) -> u64 {
        self.granted + self.partly_granted + self.refused + self.nothing_held + self.passed_on + self.not_ours
    }

    /// Of 100 that were answered, so many in time, rounded down; none if none was.
    pub fn in_time_percent(&self) -> Option<u64> {
        (self.in_time * 100).checked_div(self.in_time + self.late)
    }

    /// Counts an answer.
    pub fn answer(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Granted => self.granted += 1,
            Outcome::PartlyGranted => self.partly_granted += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::NothingHeld => self.nothing_held += 1,
            Outcome::PassedOn => self.passed_on += 1,
            Outcome::NotOurs => self.not_ours += 1,
        }
    }

    /// Each count by its name, for programs.
    pub fn counts(&self) -> [(&'static str, Option<u64>); 17] {
        let Told { median, p95 } = self.waits.told().unwrap_or_default();
        let days = |days: i64| self.waits.told().and(u64::try_from(days).ok());
        [
            ("received", Some(self.received)),
            ("open", Some(self.open)),
            ("overdue", Some(self.overdue)),
            ("withdrawn_or_not_confirmed", Some(self.withdrawn_or_not_confirmed)),
            ("granted", Some(self.granted)),
            ("partly_granted", Some(self.partly_granted)),
            ("refused", Some(self.refused)),
            ("nothing_held", Some(self.nothing_held)),
            ("passed_on", Some(self.passed_on)),
            ("not_ours", Some(self.not_ours)),
            ("in_time", Some(self.in_time)),
            ("late", Some(self.late)),
            ("in_time_percent", self.in_time_percent()),
            ("extended", Some(self.extended)),
            ("paused", Some(self.paused)),
            ("median_days", days(median)),
            ("p95_days", days(p95)),
        ]
    }
}

impl Serialize for Requests {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.counts())
    }
}

/// How many, by code.
pub type Counts = BTreeMap<String, u64>;

/// The whole report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The days.
    pub span: Span,
    /// All requests together.
    pub all: Requests,
    /// By right, in the order of the regulation; rights that nobody exercised included.
    #[serde(serialize_with = "by_code")]
    pub by_right: Vec<(Right, Requests)>,
    /// Tickets by law.
    pub by_regime: Counts,
    /// Tickets by the way they came.
    pub by_channel: Counts,
    /// Tickets by product in which something was found.
    pub by_product: Counts,
    /// Tickets by how it was checked who asked.
    pub by_verification: Counts,
    /// Grounds on which less was done than was asked, or not at once.
    pub by_ground: Counts,
    /// Erasures that were granted, by the grounds of Art. 17(1) they rest on.
    pub by_erasure_ground: Counts,
    /// Questions to people, by what was asked.
    pub by_question: Counts,
    /// Notices to recipients (Art. 17(2), 19) by how they stand.
    pub notices: Counts,
    /// Erasures that the ledger says were begun, and not that they were done.
    pub proofs_missing: u64,
    /// Complaints that came on these days.
    pub complaints: Complaints,
    /// Contacts that asked more than once.
    pub asked_again: u64,
    /// Accounts that were closed on the homeserver.
    pub closed_accounts: Accounts,
}

/// Complaints about how requests were dealt with (UK DPA 2018 s. 164A: acknowledged within thirty days).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Complaints {
    /// All of them.
    pub received: u64,
    /// Acknowledged, or answered, on the thirtieth day or before.
    pub acknowledged_in_time: u64,
    /// Later, or not at all though that day has passed.
    pub acknowledged_late: u64,
    /// Answered: nothing is left to do.
    pub closed: u64,
    /// Of these, those in which the person was right, at least in part.
    pub upheld: u64,
}

/// Closed accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Accounts {
    /// All of them.
    pub received: u64,
    /// Nothing is left of them.
    pub proven: u64,
    /// Kept by decision.
    pub kept: u64,
    /// Opened again.
    pub cancelled: u64,
    /// Proven after the thirtieth day, or not proven by then.
    pub late: u64,
}

impl From<Day> for Accounts {
    fn from(day: Day) -> Self {
        let Day { received, proven, kept, cancelled, late, .. } = day;
        Self { received, proven, kept, cancelled, late }
    }
}

fn by_code<S: serde::Serializer>(rights: &[(Right, Requests)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(rights.iter().map(|(right, requests)| (right.code(), requests)))
}
