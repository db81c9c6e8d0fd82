//! How a complaint stands, and how it ended.

crate::codes! {
    /// By which way it came.
    Channel {
        /// The person wrote it on the page of their request.
        Person = "person",
        /// Staff wrote down a mail, a letter or a call.
        Staff = "staff",
    }
}

crate::codes! {
    /// How it stands.
    State {
        /// Nobody has told the person that it came.
        Received = "received",
        /// The person knows that it came and is looked into.
        Acknowledged = "acknowledged",
        /// The person has the outcome.
        Answered = "answered",
    }
}

crate::machine! {
    State of "A complaint";
    begins {
        /// It comes in.
        START => Received;
        /// It comes in, and a letter says so.
        START_ACKNOWLEDGED => Acknowledged;
    }
    moves {
        /// The person is told that it came.
        ACKNOWLEDGE: Received => Acknowledged;
        /// The person gets the outcome.
        ANSWER: Received | Acknowledged => Answered;
    }
}

impl State {
    /// Whether there is still something to do.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Received | Self::Acknowledged => true,
            Self::Answered => false,
        }
    }
}

crate::codes! {
    /// How it ended.
    Outcome {
        /// The person is right.
        Upheld = "upheld",
        /// In part.
        PartlyUpheld = "partly_upheld",
        /// We did as we should.
        NotUpheld = "not_upheld",
    }
}
