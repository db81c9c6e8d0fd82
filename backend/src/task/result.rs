//! What came of a task, as it is sealed into its row: personal data.

use rightsdesk_archive::part::index::PartIndex;
use rightsdesk_exporters::contract::{
    correction::Proposal,
    erasure::{Effect, Order},
    outcome::{Gap, Located, ManualWork},
};
use serde::{Deserialize, Serialize};

use super::{
    correcting::Correcting,
    erasure::{Erasure, Stood},
};
use crate::kernel::ids::StaffId;

/// What came of a task.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TaskResult {
    /// What was handed over, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
    /// What is held but was not handed over, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// What a hold keeps of which the person is not told, and why: for staff alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untold: Vec<Gap>,
    /// How much there is, where it was only counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub located: Option<Located>,
    /// What people have decided about an erasure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// Whether a person decided that an erasure need not wait for the systems before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goes_ahead: bool,
    /// How far an erasure is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erasure: Option<Erasure>,
    /// What was gone when an erasure was broken off on the way, each time that one was. It cannot be brought back, whatever
    /// becomes of the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Effect>,
    /// What was still there when it was broken off for the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood: Option<Stood>,
    /// How far a rectification is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correcting: Option<Correcting>,
    /// What a person is asked to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manual: Option<ManualWork>,
    /// What of the data is withheld from the package.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
    /// What the person who did it wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something that staff withhold (Art. 15(4)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The collection.
    pub collection: String,
    /// The number of the record, from 1; none: in all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The field; none: the whole record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The code of the ground.
    pub ground: String,
    /// Why, for staff.
    pub words: String,
    /// Who withheld it.
    pub by: StaffId,
}

/// A stored segment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// The name of its sealed file.
    pub name: String,
    /// What is in it.
    pub index: PartIndex,
}

impl TaskResult {
    /// Records in all segments.
    pub fn records(&self) -> u64 {
        self.segments.iter().map(|segment| segment.index.records()).sum()
    }

    /// Files in all segments.
    pub fn files(&self) -> u64 {
        self.segments.iter().map(|segment| segment.index.files.len() as u64).sum()
    }

    /// Records that belong to other people too.
    pub fn shared(&self) -> u64 {
        self.segments.iter().map(|segment| segment.index.shared()).sum()
    }

    /// Whether an erasure was done, and read back: what proves it stands here, and goes if the task is asked again from its start.
    pub fn is_erased(&self) -> bool {
        self.erasure.as_ref().is_some_and(|erasure| erasure.done.is_some())
    }

    /// Whether people are to approve what would be erased or corrected.
    pub fn waits_for_approval(&self) -> bool {
        let erases = self.erasure.as_ref().is_some_and(|erasure| erasure.done.is_none());
        let plan = self.correcting.as_ref().filter(|it| it.done.is_empty()).and_then(|it| it.proposal.as_ref());
        erases || plan.is_some_and(Proposal::is_ready)
    }

    /// Whether nothing about the person was handed over.
    pub fn is_empty(&self) -> bool {
        self.segments.iter().all(|segment| segment.index.is_empty())
    }
}
