//! What an erasure comes to beyond rows that go at once: what is only out of sight at first, what of
//! other people's lies in the same place, what we cannot do, and the calls that were made.
//!
//! As all words of an eraser, none holds a value of a person's.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Rows that are out of sight at once and are gone only later, by the system's own doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// How many.
    pub rows: u64,
    /// After so many hours they are gone.
    pub hours: u32,
}

/// What of other people's lies in the same objects as what is the person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collateral {
    /// So many objects hold what is others' too.
    pub objects: u64,
    /// What in them is the person's.
    pub mine: u64,
    /// What in them is other people's.
    pub others: u64,
}

/// What nothing here does and staff should know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Where.
    pub at: String,
    /// What is not done.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

/// A call of an API: nothing in it names a person, and what was sent and answered is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The manifest's name for the step.
    pub step: String,
    /// `DELETE`, `POST` …
    pub method: String,
    /// The path as the manifest writes it, with holes.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// What the API calls this request, where it says so: its operator finds it in their logs by that.
    pub request_id: Option<String>,
    /// The moment that the answer names as its own.
    pub answered_at: Option<DateTime<Utc>>,
    /// When the answer came: microseconds since the erasure began.
    pub after_micros: u64,
}

/// Something that still shows, which counts as left only once enough time has passed since the erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Where it was looked for: `system.step`.
    pub at: String,
    /// How many still show.
    pub rows: u64,
    /// So many hours after the erasure none should.
    pub hours: u32,
}
