//! How a decision stands.

crate::codes! {
    /// How it stands.
    State {
        /// A second person has to look at it.
        Proposed = "proposed",
        /// It holds: the person was told.
        Made = "made",
        /// The second person sent it back with a reason.
        Returned = "returned",
    }
}
