//! What a line of the ledger tells.

crate::codes! {
    /// What a line tells.
    What {
        /// An erasure is about to happen.
        Begun = "begun",
        /// It has happened.
        Done = "done",
    }
}
