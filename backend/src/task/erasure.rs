//! How far an erasure is: looked at, or done. It holds no value of the person's, only names of tables, keys of rows
//! that belong to others too, counts and hashes.

use rightsdesk_exporters::contract::erasure::{Evidence, Preview, Verified};
use serde::{Deserialize, Serialize};

/// How far an erasure is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Erasure {
    /// What would be done, or was: what people approve.
    pub preview: Preview,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// What was done, and what was found when it was read back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Done {
    /// What the system counted; none if its answer was lost, and it was found to be done when it was asked again.
    pub evidence: Option<Evidence>,
    /// What is left.
    pub verified: Verified,
}

impl Erasure {
    /// Rows of the person's that were found.
    pub fn found(&self) -> u64 {
        self.preview.collections.iter().map(|outlook| outlook.found).sum()
    }

    /// Whether something stays on purpose: kept by law, shared with others, or left to expire.
    pub fn keeps_something(&self) -> bool {
        self.preview
            .collections
            .iter()
            .any(|outlook| !outlook.kept.is_empty() || outlook.shared.is_some() || !outlook.expiring.is_empty())
    }
}
