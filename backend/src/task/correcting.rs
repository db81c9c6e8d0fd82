//! How far a rectification is in one system: what is held, what would change, what was written. Personal data, but for what
//! stays after the answer.

use rightsdesk_exporters::contract::correction::{HeldField, Proposal, ReadAgain, Written};
use serde::{Deserialize, Serialize};

/// How far it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Correcting {
    /// What stands in the fields that may be corrected.
    pub held: Vec<HeldField>,
    /// What would change: what people approve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// What was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<Done>,
}

/// What was written, and what was found when it was read back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Done {
    /// What the system counted; none if its answer was lost, and it was found to be done when it was asked again.
    pub written: Option<Written>,
    /// What stood there afterwards.
    pub again: ReadAgain,
}

impl Correcting {
    /// Without any value: what stays once the request is answered.
    #[must_use]
    pub fn without_values(self) -> Self {
        Self {
            held: Vec::new(),
            proposal: self.proposal.map(|proposal| Proposal { changes: Vec::new(), ..proposal }),
            done: self.done,
        }
    }
}
