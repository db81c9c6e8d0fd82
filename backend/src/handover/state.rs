//! Where a handover stands.

crate::codes! {
    /// Where it stands.
    State {
        /// To be sent.
        Waiting = "waiting",
        /// A worker sends it.
        Running = "running",
        /// The receiver has it, and said so.
        Sent = "sent",
        /// Given up: a person must look.
        Failed = "failed",
    }
}
