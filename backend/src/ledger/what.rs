//! What a line of the ledger tells.

crate::codes! {
    /// What a line tells.
    What {
        /// An erasure is about to happen.
        Begun = "begun",
        /// It has happened. Those who are named on such a line are looked for again, so it names all who were erased.
        Done = "done",
        /// It was broken off on the way. What was gone by then stands in the details.
        Interrupted = "interrupted",
    }
}
