//! The erasing steps of a section that was read and found in order.

use std::time::Duration;

use serde_json_path::JsonPath;

use crate::rest::{
    pace::Rate,
    request::{RequestPlan, Test, Verb},
    template::Template,
};

/// One erasing step.
#[derive(Clone, Debug)]
pub struct EraseStep {
    /// Its name.
    pub name: String,
    /// What it is done for.
    pub source: Source,
    /// The ways to name the person that it is done for besides; empty when it is not done by identity itself.
    pub ways: Vec<usize>,
    /// What is done.
    pub action: Action,
    /// The collection it is counted for.
    pub collection: String,
    /// Reading steps below the source whose rows go with it.
    pub along: Vec<usize>,
    /// The value that tells the source's rows apart, as rows below it know it: `issues.id`.
    pub object: Option<String>,
    /// Only rows of which all of this holds.
    pub only_when: Vec<Test>,
    /// A reading step: ways for which it finds something are passed over.
    pub unless_found: Option<usize>,
    /// How much of other people's would go too.
    pub collateral: Option<CollateralPlan>,
    /// Above so many objects somebody has to look again.
    pub max_objects: u64,
    /// It may not be done before this day, on this ground.
    pub not_before: Option<(Template, String)>,
}

impl EraseStep {
    /// How long one call may take, if the manifest says.
    pub fn timeout(&self) -> Option<Duration> {
        match &self.action {
            Action::Call(plan) => plan.timeout,
            Action::Expire(_) => None,
        }
    }

    /// The rate it is kept within.
    pub fn rate(&self) -> Option<Rate> {
        match &self.action {
            Action::Call(plan) => plan.rate,
            Action::Expire(_) => None,
        }
    }
}

/// What an erasing step is done for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The rows of a reading step.
    Rows(usize),
    /// The person's rows of a table that another engine of the manifest reads.
    Table(String),
    /// The ways to name the person alone.
    Ways,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum Action {
    /// A call.
    Call(Box<CallPlan>),
    /// Nothing: it goes by itself on this day.
    Expire(Template),
}

/// What a call comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// The rows go.
    Delete,
    /// The rows stay, without what is the person's.
    Anonymise,
    /// The person is entered into a list of those who are to be left alone.
    Suppress,
    /// The person is logged out, or a grant of theirs is taken back.
    LogOut,
    /// Something is written: a correction or a mark. Said of no erasing step.
    Write,
}

/// A call.
#[derive(Clone, Debug)]
pub struct CallPlan {
    /// What it comes to.
    pub does: Does,
    /// Its method.
    pub verb: Verb,
    /// What is asked.
    pub request: RequestPlan,
    /// The statuses that mean that it was taken; empty: all from 200 to 299.
    pub ok: Vec<u16>,
    /// The statuses that mean that it was gone already.
    pub gone: Vec<u16>,
    /// The row that tells that it is done already.
    pub done_when: Option<DonePlan>,
    /// What must be in the body, all of it.
    pub succeed: Vec<Test>,
    /// What must not be in the body, none of it.
    pub fail: Vec<Test>,
    /// The header for a name that is the same for every repetition.
    pub idempotency_header: Option<String>,
    /// For so many hours what was deleted is only out of sight.
    pub hidden_hours: Option<u32>,
    /// The rate it is kept within.
    pub rate: Option<Rate>,
    /// How long it may take.
    pub timeout: Option<Duration>,
    /// How to ask whether it is done, if it is only ordered.
    pub job: Option<JobPlan>,
}

/// The row that tells that it is done.
#[derive(Clone, Debug)]
pub struct DonePlan {
    /// The table that it is in.
    pub table: String,
    /// Where in a row of the person's.
    pub path: JsonPath,
    /// What stands there.
    pub equals: Template,
}

/// How to ask whether something that was ordered is done.
#[derive(Clone, Debug)]
pub struct JobPlan {
    /// Where the answer to the order has the job's id.
    pub id: JsonPath,
    /// The path of the GET that asks.
    pub poll: Template,
    /// The same as written.
    pub poll_as_written: String,
    /// Where its answer has the status.
    pub status: JsonPath,
    /// The statuses that mean that it is done.
    pub done: Vec<String>,
    /// The statuses that mean that it failed.
    pub failed: Vec<String>,
    /// How long between two questions.
    pub every: Duration,
    /// How long we ask.
    pub timeout: Duration,
    /// What to do when the same was ordered before.
    pub conflict: Option<ConflictPlan>,
}

/// How to find the job that is in the way.
#[derive(Clone, Debug)]
pub struct ConflictPlan {
    /// The statuses that say that there is one.
    pub status: Vec<u16>,
    /// The path of the GET that lists them.
    pub list: Template,
    /// The same as written.
    pub list_as_written: String,
    /// Where the list is.
    pub records: JsonPath,
    /// What in a row must be the same as in ours.
    pub path: JsonPath,
    /// What is in ours.
    pub equals: Template,
    /// Where a row has the job's id.
    pub id: JsonPath,
}

/// How much of other people's would go too.
#[derive(Clone, Debug)]
pub struct CollateralPlan {
    /// How much is in the object, everybody's.
    pub all: Template,
    /// The reading step below the source whose rows are the person's part of it.
    pub mine: usize,
    /// How much of others' may go.
    pub max_others: u64,
    /// The day on which it goes by itself otherwise; `None`: somebody has to say.
    pub otherwise: Option<Template>,
}

/// What is looked at once more afterwards.
#[derive(Clone, Debug)]
pub struct VerifyStep {
    /// The reading step that is asked again.
    pub step: usize,
    /// What it must find.
    pub expect: Expect,
    /// How long after the erasure, each time.
    pub after: Vec<Duration>,
    /// Collections: while something of them is left to expire, what is found may be of that.
    pub unless_expiring: Vec<String>,
}

/// What a reading step must find.
#[derive(Clone, Debug)]
pub enum Expect {
    /// At most so many rows.
    AtMost(u64),
    /// A status that means that there is nothing: an empty answer does not do.
    Gone,
    /// Rows of which this holds.
    Field(Test),
}
