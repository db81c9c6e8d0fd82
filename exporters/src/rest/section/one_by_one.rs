//! Reads a list one by one, so that each slip is told with its place.

use serde::Deserialize;
use serde_json::Value;

use crate::rest::problem::{Problem, Problems};

/// The list that stands at `at`, or all slips in it.
///
/// # Errors
/// Each slip with its place.
pub(super) fn one_by_one<T: for<'de> Deserialize<'de>>(at: &str, raw: &[Value]) -> Result<Vec<T>, Problems> {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    for (n, raw) in raw.iter().enumerate() {
        match T::deserialize(raw) {
            Ok(one) => read.push(one),
            Err(e) => problems.push(Problem::new(format!("/{at}/{n}"), e.to_string())),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(Problems(problems)) }
}
