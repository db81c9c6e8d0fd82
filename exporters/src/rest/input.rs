//! What one call is made with: which way to name the person, and values of the rows that led to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What one call is made with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Input {
    /// Which of the ways to name the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) way: Option<usize>,
    /// Values of the rows above: `issues.id`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) values: BTreeMap<String, String>,
}

impl Input {
    /// What a call is made with that follows from no row of an answer: values under their names, such as `login.id`.
    pub fn of(values: BTreeMap<String, String>) -> Self {
        Self { way: None, values }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }

    /// A value of the rows above.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Which of the ways to name the person it goes by, by its place among them.
    pub fn way(&self) -> Option<usize> {
        self.way
    }
}
