//! One erasing step as it is written: what of, by which call, under which conditions; and what is verified afterwards.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::predicate::Predicate;

/// One erasing step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EraseSpec {
    /// Its name, `[a-z0-9_]`.
    pub name: String,
    /// The reading step, or the table of the same manifest, whose rows are erased one after the other.
    pub for_each: Option<String>,
    /// The identities this is done for, each one that the person has.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// The path of a DELETE.
    pub delete: Option<String>,
    /// The path of a PATCH.
    pub patch: Option<String>,
    /// The path of a PUT.
    pub put: Option<String>,
    /// The path of a POST.
    pub post: Option<String>,
    /// What the call comes to; for a DELETE `delete`, for a PATCH or a PUT `anonymise` if nothing is said.
    pub does: Option<DoesSpec>,
    /// Nothing is called: it goes by itself on the day that this template gives, `{row.date} + 90 days`.
    pub expire: Option<String>,
    /// The POST only orders it, and this says how to ask whether it is done.
    pub job: Option<JobSpec>,
    /// Parameters; a list repeats the parameter.
    #[serde(default)]
    pub query: Map<String, Value>,
    /// Headers of this call alone, with holes: where each row has a credential of its own.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Fields of a form that is sent.
    #[serde(default)]
    pub form: Map<String, Value>,
    /// A JSON body that is sent; its texts are templates.
    pub json: Option<Value>,
    /// The parameters that say whom or what: each must be listed that names the person, none is ever sent empty.
    #[serde(default)]
    pub require_nonempty: Vec<String>,
    /// Only rows of which all of this holds.
    #[serde(default)]
    pub only_when: Vec<Predicate>,
    /// A reading step that is asked for the same identities: where it finds something, there is nothing to do.
    pub unless_found: Option<String>,
    /// The collection it is counted for; that of `for_each` if nothing is said.
    pub collection: Option<String>,
    /// Collections below `for_each` whose rows go with it.
    #[serde(default)]
    pub along: Vec<String>,
    /// How much of other people's would go too.
    pub collateral: Option<CollateralSpec>,
    /// Above so many objects somebody has to look again.
    pub max_objects: Option<u64>,
    /// It may not be done before a day.
    pub not_before: Option<NotBeforeSpec>,
    /// The statuses that mean that it was taken; all from 200 to 299 if nothing is said.
    #[serde(default)]
    pub ok: Vec<u16>,
    /// The statuses that mean that it was gone already.
    #[serde(default)]
    pub gone: Vec<u16>,
    /// The row of the tables that tells that it is done already, whatever the call says.
    pub done_when: Option<DoneSpec>,
    /// What must be in the body for it to count as done, all of it.
    #[serde(default)]
    pub succeed_when: Vec<Predicate>,
    /// What in the body means that it was not done, whatever the status says.
    #[serde(default)]
    pub fail_when: Vec<Predicate>,
    /// The header in which the call is given a name that is the same for every repetition.
    pub idempotency_header: Option<String>,
    /// For so long what was deleted is only out of sight.
    pub hidden_for: Option<String>,
    /// At most so many calls in so long, `5/60s`.
    pub rate: Option<String>,
    /// How long one call may take.
    pub timeout: Option<String>,
}

/// The row that tells that it is done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoneSpec {
    /// The table, of the same manifest.
    pub table: String,
    /// A JSONPath in a row of the person's.
    pub path: String,
    /// A template of what stands there.
    pub equals: String,
}

/// What a call comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoesSpec {
    /// The rows go.
    Delete,
    /// The rows stay, without what is the person's.
    Anonymise,
    /// The person is entered into a list of those who are to be left alone.
    Suppress,
    /// The person is logged out, or a grant of theirs is taken back.
    LogOut,
}

/// How to ask whether something that was ordered is done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobSpec {
    /// A JSONPath to the job's id in the answer to the order; `{job.id}` in `poll`.
    pub id: String,
    /// The path of the GET that asks.
    pub poll: String,
    /// A JSONPath to the status in its answer.
    pub status: String,
    /// The statuses that mean that it is done. One that is in neither list means that it is still running.
    pub done: Vec<String>,
    /// The statuses that mean that it failed.
    #[serde(default)]
    pub failed: Vec<String>,
    /// How long between two questions; 10 seconds if nothing is said.
    pub every: Option<String>,
    /// How long we ask; 10 minutes if nothing is said.
    pub timeout: Option<String>,
    /// What to do when the same was ordered before.
    pub on_conflict: Option<ConflictSpec>,
}

/// How to find the job that is in the way.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictSpec {
    /// The statuses that say that there is one; 409 if nothing is said.
    #[serde(default)]
    pub status: Vec<u16>,
    /// The path of the GET that lists them.
    pub get: String,
    /// A JSONPath to the list.
    pub records: Option<String>,
    /// A JSONPath in a row to what must be the same as in ours.
    pub path: String,
    /// A template of what is in ours.
    pub equals: String,
    /// A JSONPath in a row to the job's id.
    pub id: String,
}

/// How much of other people's would go too.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollateralSpec {
    /// A template of how much is in the object, everybody's.
    pub all: String,
    /// The reading step below `for_each` whose rows are what of it is the person's.
    pub mine: String,
    /// How much of others' may go.
    #[serde(default)]
    pub max_others: u64,
    /// What happens above that: it goes by itself on the day that this template gives. Left out: somebody has to say.
    #[serde(rename = "else")]
    pub otherwise: Option<ExpireSpec>,
}

/// It goes by itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpireSpec {
    /// A template of the day.
    pub expire: String,
}

/// It may not be done before a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotBeforeSpec {
    /// A template of the day.
    pub day: String,
    /// The ground's code.
    pub ground: String,
}

/// What is looked at once more after an erasure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifySpec {
    /// The reading step that is asked again.
    pub step: String,
    /// What it must find.
    #[serde(default)]
    pub expect: ExpectSpec,
    /// How long after the erasure, each time: `[1h, 24h, 91d]`. Before the first, what is found is on its way out.
    #[serde(default)]
    pub after: Vec<String>,
    /// Collections: while something of them is left to expire, what is found here may be of that.
    #[serde(default)]
    pub unless_expiring: Vec<String>,
}

/// What a step must find.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ExpectSpec {
    /// No row of the person's.
    #[default]
    Empty,
    /// At most so many rows.
    Count(u64),
    /// One of these statuses and nothing else.
    Status(Vec<u16>),
    /// Rows of which this holds.
    Field(Predicate),
}
