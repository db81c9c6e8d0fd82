//! How requests are answered.

use serde::Deserialize;

/// How requests are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecisionsSection {
    /// Whether a second person has to agree before somebody is told that not everything is done.
    pub second_person: bool,
}

impl Default for DecisionsSection {
    fn default() -> Self {
        Self { second_person: true }
    }
}
