//! What the archive may be.

use serde::Deserialize;

/// What the archive may be and how long it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ArchiveSection {
    /// How long the person can fetch it, in days.
    pub days: i64,
    /// How often.
    pub downloads: i32,
}

impl Default for ArchiveSection {
    fn default() -> Self {
        Self { days: 30, downloads: 10 }
    }
}
