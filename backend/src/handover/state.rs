//! Where a handover stands.

crate::codes! {
    /// Where it stands.
    State {
        /// To be sent.
        Waiting = "waiting",
        /// A worker sends it.
        Running = "running",
        /// The receiver has it, and said so; or the mail server took it for them.
        Sent = "sent",
        /// Given up: a person must look.
        Failed = "failed",
    }
}

crate::codes! {
    /// By which way it goes.
    Way {
        /// By HTTPS.
        Https = "https",
        /// By mail, in a locked file.
        Mail = "mail",
    }
}

crate::machine! {
    State of "A handover";
    begins {
        /// It is ordered.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// The receiver says that it has it.
        SEND: Running => Sent;
        /// It cannot be sent.
        GIVE_UP: Running => Failed;
        /// A person has it tried again.
        RETRY: Failed => Waiting;
    }
}
