//! Where such a notice stands on its way.

crate::codes! {
    /// Where it stands.
    State {
        /// To be sent.
        Waiting = "waiting",
        /// A worker sends it.
        Running = "running",
        /// The recipient's system has taken it.
        Taken = "taken",
        /// Given up: a person must look.
        Failed = "failed",
        /// Somebody told them another way before it was sent.
        CalledOff = "called_off",
    }
}

crate::machine! {
    State of "A notice on its way to a recipient’s system";
    begins {
        /// The notice has waited for more of the same request.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// The recipient's system takes it.
        TAKE: Running => Taken;
        /// It cannot be sent.
        GIVE_UP: Running => Failed;
        /// They were told another way.
        CALL_OFF: Running => CalledOff;
        /// A person has it tried again.
        RETRY: Failed => Waiting;
    }
}
