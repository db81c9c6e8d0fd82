//! Who writes: what most letters have in common.

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// The address of the status page, in the letter's language.
    pub status_url: String,
}
