//! Where a look stands and what it found.

crate::codes! {
    /// Where a look stands.
    State {
        /// In the queue.
        Waiting = "waiting",
        /// A worker has it.
        Running = "running",
        /// Over; see what it found.
        Ended = "ended",
    }
}

crate::machine! {
    State of "A later look";
    begins {
        /// It is planned.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// It has looked, or cannot tell.
        END: Running => Ended;
        /// More was erased since.
        PLAN_AGAIN: Ended => Waiting;
    }
}

crate::codes! {
    /// What a look found.
    Found {
        /// Nothing but what is kept on purpose.
        Clean = "clean",
        /// Something that should be gone is there.
        Left = "left",
        /// People who had been erased are there again.
        Back = "back",
        /// The names to look for are destroyed.
        Forgotten = "forgotten",
        /// It could not be told.
        Unable = "unable",
    }
}

impl Found {
    /// Whether somebody has to see to it.
    pub const fn needs_person(self) -> bool {
        match self {
            Self::Left | Self::Back | Self::Unable => true,
            Self::Clean | Self::Forgotten => false,
        }
    }
}
