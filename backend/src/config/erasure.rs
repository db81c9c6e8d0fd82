//! How people are erased.

use serde::Deserialize;

/// How people are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ErasureSection {
    /// How many different people have to approve what would be erased.
    pub approvals: u8,
}

impl Default for ErasureSection {
    fn default() -> Self {
        Self { approvals: 2 }
    }
}

impl ErasureSection {
    /// How many approvals are needed: at least one, whatever is written.
    pub fn approvals(self) -> usize {
        usize::from(self.approvals.max(1))
    }
}
