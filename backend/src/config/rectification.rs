//! How data is corrected.

use serde::Deserialize;

/// How data is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RectificationSection {
    /// How many different people have to approve what would be written. What empties a field needs no fewer than an erasure
    /// does.
    pub approvals: u8,
    /// Whether somebody who wrote a correction down may be one of them.
    pub own_words: bool,
}

impl Default for RectificationSection {
    fn default() -> Self {
        Self { approvals: 1, own_words: false }
    }
}

impl RectificationSection {
    /// How many approvals are needed: at least one, whatever is written.
    pub fn approvals(self) -> usize {
        usize::from(self.approvals.max(1))
    }
}
