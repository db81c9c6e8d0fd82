//! What is done to many people in one go.

crate::codes! {
    /// What is done to many people in one go.
    Batch {
        /// The accounts of these people were closed.
        Sweep = "sweep",
        /// They had been erased before, and a backup brought them back.
        Replay = "replay",
    }
}
