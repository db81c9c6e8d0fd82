//! Something that is looked for in an answer.

use serde::Deserialize;
use serde_json::Value;

/// Something that is looked for in a JSON value. Without a comparison: whether anything but `null` stands there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// A JSONPath (RFC 9535).
    pub path: String,
    /// Whether it is exactly this.
    pub equals: Option<Value>,
    /// Whether it is a number above this.
    pub more_than: Option<f64>,
}
