//! Where a ticket stands, and the moves between.
//! `STATES.md` draws them; it is made by trying each of the moves below from each state.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{entity::Model, intake::Verification};
use crate::{audit::entry::Entry, kernel::actor::Actor, request::due::Due};

/// The line in the log of a ticket into which another was merged. Its details name that `ticket`, and the `message` that it brought.
pub const ASKED_AGAIN: &str = "asked_again";

crate::codes! {
    /// Where a ticket stands.
    State {
        /// Somebody filled in the form; nobody has shown that it was the person.
        Unverified = "unverified",
        /// The person is verified; nobody works on it yet.
        Received = "received",
        /// The systems are being asked.
        Collecting = "collecting",
        /// All systems have answered; a person looks before anything goes out.
        Review = "review",
        /// The person has the answer.
        Answered = "answered",
        /// The person took the request back.
        Withdrawn = "withdrawn",
        /// The owner of the address said that it was not them.
        Denied = "denied",
        /// Nobody confirmed in time.
        Expired = "expired",
        /// The person did not reply to what we had to know; it is opened again as soon as they do.
        NoReply = "no_reply",
        /// The person had asked for the same before: it goes on there.
        Merged = "merged",
    }
}

impl State {
    /// Whether there is still something to do.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Unverified | Self::Received | Self::Collecting | Self::Review => true,
            Self::Answered | Self::Withdrawn | Self::Denied | Self::Expired | Self::NoReply | Self::Merged => false,
        }
    }

    /// Whether the person was verified: staff see only these in their queue.
    pub const fn is_verified(self) -> bool {
        match self {
            Self::Received | Self::Collecting | Self::Review | Self::Answered | Self::Withdrawn | Self::NoReply => true,
            Self::Unverified | Self::Denied | Self::Expired | Self::Merged => false,
        }
    }
}

/// Where a ticket begins that somebody asks for.
pub const START: State = State::Unverified;

/// Where a ticket begins that is opened because a sweep of closed accounts needs a person.
pub const START_CLOSED_ACCOUNT: State = State::Received;

crate::codes! {
    /// A move from one state to another.
    Move {
        /// The person has shown that the request is theirs.
        Confirm = "be confirmed",
        /// The owner of the address says that it was not them.
        Deny = "be denied",
        /// Nobody confirmed in time.
        Expire = "expire",
        /// The systems are asked.
        Start = "be started",
        /// All systems have answered.
        Gather = "be gathered",
        /// A system is asked again.
        Reopen = "be reopened",
        /// Every request has its answer.
        Answer = "be answered",
        /// The complaint has its answer, and nothing else was asked.
        Conclude = "be concluded",
        /// What it was opened for was done without it.
        Settle = "be settled",
        /// The person takes the request back.
        Withdraw = "be withdrawn",
        /// Somebody else works on it.
        Assign = "be assigned",
        /// Nobody replied to what we had to know.
        Rest = "be closed for want of a reply",
        /// The person replied after all.
        Resume = "be opened again",
        /// Something more has to be done on it.
        TakeUp = "be taken up again",
        /// It asks for what an earlier one asks for.
        Merge = "be merged",
        /// The person asks for the same again.
        Remind = "be asked for again",
        /// Somebody else decides about the data.
        PassOn = "be passed on",
        /// Its requests are due on other days now.
        FallDue = "fall due",
    }
}

/// A move that the state does not allow.
#[derive(Debug, thiserror::Error)]
#[error("a ticket that is {from} cannot {wanted}")]
pub struct IllegalMove {
    /// Where the ticket stands.
    pub from: State,
    /// What was asked of it.
    pub wanted: Move,
}

/// A ticket that has moved, with the line that tells of it. Only [`store::save`](super::store::save) takes it.
#[must_use = "a move counts only once it is saved"]
#[derive(Debug)]
pub struct Moved {
    pub(super) ticket: Model,
    pub(super) entry: Entry,
}

impl Moved {
    /// The ticket as it will be.
    pub fn ticket(&self) -> &Model {
        &self.ticket
    }
}

impl Model {
    /// The person has shown that the request is theirs.
    pub fn confirm(mut self, how: Verification, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Unverified => {
                self.verified_at = Some(now);
                self.verified_how = Some(how);
                self.unverified_until = None;
                let details = json!({ "how": how.code() });
                Ok(self.moved(State::Received, now, by, "confirmed", details))
            }
            from => Err(IllegalMove { from, wanted: Move::Confirm }),
        }
    }

    /// The owner of the address says that it was not them.
    pub fn deny(self, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Unverified => Ok(self.closed(State::Denied, now, Actor::Subject, "denied")),
            from => Err(IllegalMove { from, wanted: Move::Deny }),
        }
    }

    /// Nobody confirmed in time.
    pub fn expire(self, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Unverified => {
                let event = if self.is_verified_by_staff() { "expired_unwritten" } else { "expired" };
                Ok(self.closed(State::Expired, now, Actor::Desk, event))
            }
            from => Err(IllegalMove { from, wanted: Move::Expire }),
        }
    }

    /// The systems are asked.
    pub fn start(self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received => Ok(self.moved(State::Collecting, now, by, "started", json!({}))),
            from => Err(IllegalMove { from, wanted: Move::Start }),
        }
    }

    /// All systems have answered.
    pub fn gathered(self, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Collecting => Ok(self.moved(State::Review, now, Actor::Worker, "gathered", json!({}))),
            from => Err(IllegalMove { from, wanted: Move::Gather }),
        }
    }

    /// A system is asked again after all had answered.
    pub fn reopen(self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Review => Ok(self.moved(State::Collecting, now, by, "reopened", json!({}))),
            from => Err(IllegalMove { from, wanted: Move::Reopen }),
        }
    }

    /// Every request has its answer.
    pub fn answer(self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Review => Ok(self.closed(State::Answered, now, by, "answered")),
            from => Err(IllegalMove { from, wanted: Move::Answer }),
        }
    }

    /// The complaint that it consists of has its answer.
    pub fn conclude(self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received => Ok(self.closed(State::Answered, now, by, "concluded")),
            from => Err(IllegalMove { from, wanted: Move::Conclude }),
        }
    }

    /// What it was opened for was done without it.
    pub fn settle(self, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received | State::Collecting | State::Review => {
                Ok(self.closed(State::Answered, now, Actor::Worker, "settled"))
            }
            from => Err(IllegalMove { from, wanted: Move::Settle }),
        }
    }

    /// The person takes the request back.
    pub fn withdraw(self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received | State::Collecting | State::Review => {
                Ok(self.closed(State::Withdrawn, now, by, "withdrawn"))
            }
            // Whom staff ask by hand may say to them that it was not they, or that they no longer want it.
            State::Unverified if self.is_verified_by_staff() => Ok(self.closed(State::Withdrawn, now, by, "withdrawn")),
            from => Err(IllegalMove { from, wanted: Move::Withdraw }),
        }
    }

    /// Nobody replied to what we had to know.
    pub fn rest(self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received | State::Collecting | State::Review => {
                Ok(self.closed(State::NoReply, now, by, "closed_no_reply"))
            }
            from => Err(IllegalMove { from, wanted: Move::Rest }),
        }
    }

    /// The person replied after all: the systems are asked from the beginning.
    pub fn resume(mut self, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::NoReply => {
                self.closed_at = None;
                Ok(self.moved(State::Received, now, by, "resumed", json!({})))
            }
            from => Err(IllegalMove { from, wanted: Move::Resume }),
        }
    }

    /// It was over, and something more has to be done, due then: the systems are asked.
    pub fn take_up(mut self, due: Due, by: Actor, now: DateTime<Utc>) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Answered | State::Withdrawn => {
                self.closed_at = None;
                self.due_on = due.on;
                self.due_safe_on = due.safe_on;
                Ok(self.moved(State::Collecting, now, by, "taken_up", json!({ "due_on": due.on })))
            }
            from => Err(IllegalMove { from, wanted: Move::TakeUp }),
        }
    }

    /// It asks for what an earlier one of the same person asks for; `details` name that.
    pub fn merge(self, now: DateTime<Utc>, details: serde_json::Value) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received => {
                let mut moved = self.closed(State::Merged, now, Actor::Subject, "merged");
                moved.entry = moved.entry.with(details);
                Ok(moved)
            }
            from => Err(IllegalMove { from, wanted: Move::Merge }),
        }
    }

    /// The person asked for the same again. Nothing changes, and least of all its time.
    pub fn remind(self, now: DateTime<Utc>, details: serde_json::Value) -> Result<Moved, IllegalMove> {
        let state = self.state;
        match state {
            State::Received | State::Collecting | State::Review => {
                Ok(self.moved(state, now, Actor::Subject, ASKED_AGAIN, details))
            }
            from => Err(IllegalMove { from, wanted: Move::Remind }),
        }
    }

    /// Somebody else decides about the data; `details` say who.
    pub fn pass_on(self, by: Actor, now: DateTime<Utc>, details: serde_json::Value) -> Result<Moved, IllegalMove> {
        match self.state {
            State::Received | State::Collecting | State::Review => {
                let mut moved = self.closed(State::Answered, now, by, "passed_on");
                moved.entry = moved.entry.with(details);
                Ok(moved)
            }
            from => Err(IllegalMove { from, wanted: Move::PassOn }),
        }
    }

    /// Somebody else works on it, or nobody.
    pub fn assign(
        mut self,
        to: Option<crate::kernel::ids::StaffId>,
        by: Actor,
        now: DateTime<Utc>,
    ) -> Result<Moved, IllegalMove> {
        let state = self.state;
        if state.is_open() && (state.is_verified() || self.is_verified_by_staff()) {
            self.assignee = to;
            Ok(self.moved(state, now, by, "assigned", json!({ "to": to })))
        } else {
            Err(IllegalMove { from: state, wanted: Move::Assign })
        }
    }

    /// Something has happened to one of its requests (`event`), after which these are its dates.
    pub fn fall_due(
        mut self,
        due: Due,
        event: &'static str,
        by: Actor,
        now: DateTime<Utc>,
        details: serde_json::Value,
    ) -> Result<Moved, IllegalMove> {
        let state = self.state;
        if state.is_open() && (state.is_verified() || self.is_verified_by_staff()) {
            self.due_on = due.on;
            self.due_safe_on = due.safe_on;
            Ok(self.moved(state, now, by, event, details))
        } else {
            Err(IllegalMove { from: state, wanted: Move::FallDue })
        }
    }

    fn closed(mut self, to: State, now: DateTime<Utc>, by: Actor, event: &'static str) -> Moved {
        self.closed_at = Some(now);
        self.moved(to, now, by, event, json!({}))
    }

    fn moved(
        mut self,
        to: State,
        now: DateTime<Utc>,
        by: Actor,
        event: &'static str,
        details: serde_json::Value,
    ) -> Moved {
        self.state = to;
        let entry = Entry::on(self.id, now, by, event).with(details);
        Moved { ticket: self, entry }
    }
}
