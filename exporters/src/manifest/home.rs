//! Where a field stands.

/// Whose field is read: for messages and for references.
pub(super) struct Home<'a> {
    pub(super) dataset: &'a str,
    pub(super) collection: &'a str,
    /// The steps to the field, itself last.
    pub(super) path: Vec<String>,
}

impl Home<'_> {
    pub(super) fn address(&self) -> String {
        format!("{}.{}", self.collection, self.path.join("."))
    }
}
