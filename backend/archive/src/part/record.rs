//! One record, on its way into a part or out of it.

use serde_json::value::RawValue;

/// A record of a collection.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// A JSON object, exactly as the system gave it: the text is never parsed into numbers and written again.
    pub json: &'a RawValue,
    /// By which of the collection's inputs it was reached; one or several.
    pub reached_by: &'a [String],
    /// Whether it belongs to other people too.
    pub shared: bool,
}
