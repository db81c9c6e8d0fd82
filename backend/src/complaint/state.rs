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
        /// Somebody complains without a request, and nobody has shown who it was.
        Unconfirmed = "unconfirmed",
        /// Nobody has told the person that it came.
        Received = "received",
        /// The person knows that it came and is looked into.
        Acknowledged = "acknowledged",
        /// The person has the outcome.
        Answered = "answered",
        /// Nobody confirmed it, or the person took it back.
        Dropped = "dropped",
    }
}

crate::machine! {
    State of "A complaint";
    begins {
        /// It comes in.
        START => Received;
        /// It comes in, and a letter says so.
        START_ACKNOWLEDGED => Acknowledged;
        /// Somebody without a request complains.
        START_UNCONFIRMED => Unconfirmed;
    }
    moves {
        /// It is the person's, and they are to be told that it came.
        CONFIRM: Unconfirmed => Received;
        /// It is the person's, and a letter says that it came.
        CONFIRM_ACKNOWLEDGED: Unconfirmed => Acknowledged;
        /// It is nobody's, or not wanted any more.
        DROP: Unconfirmed | Received | Acknowledged => Dropped;
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
            Self::Unconfirmed | Self::Answered | Self::Dropped => false,
        }
    }
}

/// What somebody complains about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// How their request was dealt with.
    Request,
    /// How we deal with their data: they have not asked for anything.
    Data,
}

impl About {
    /// What a complaint is about on a ticket with so many requests.
    pub const fn of(requests: usize) -> Self {
        if requests == 0 { Self::Data } else { Self::Request }
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
