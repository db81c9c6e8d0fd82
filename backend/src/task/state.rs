//! What a task does, where it stands and how it ends.

use crate::rights::rules::{Asks, Work};

crate::codes! {
    /// One thing that is asked of a system.
    Operation {
        /// What else is the person called here? Serves all requests of the ticket.
        Resolve = "resolve",
        /// Hand over what is held.
        Export = "export",
        /// Correct or complete.
        Correct = "correct",
        /// Erase.
        Erase = "erase",
        /// Lock.
        Lock = "lock",
        /// Use again what was locked.
        Unlock = "unlock",
        /// Stop using for a purpose.
        Stop = "stop",
        /// Look again at a machine's decision.
        Review = "review",
    }
}

impl Operation {
    /// What a right asks of systems; none if it asks nothing.
    pub const fn asked_by(asks: Asks) -> Option<Self> {
        match asks {
            Asks::Export { .. } => Some(Self::Export),
            Asks::ByHand(Work::Correct) => Some(Self::Correct),
            Asks::ByHand(Work::Erase) => Some(Self::Erase),
            Asks::ByHand(Work::Lock) => Some(Self::Lock),
            Asks::ByHand(Work::Stop) => Some(Self::Stop),
            Asks::ByHand(Work::Review) => Some(Self::Review),
            Asks::Nothing => None,
        }
    }
}

crate::codes! {
    /// Where a task stands.
    State {
        /// In the queue.
        Waiting = "waiting",
        /// A worker has it.
        Running = "running",
        /// A person has to do it.
        ByHand = "by_hand",
        /// Over; see the outcome.
        Ended = "ended",
    }
}

crate::codes! {
    /// How a task ended.
    Outcome {
        /// All of it was done.
        Done = "done",
        /// The system holds nothing about the person.
        NotFound = "not_found",
        /// Nothing was looked for: the system finds people by other kinds of names than those we have.
        NotLooked = "not_looked",
        /// Some of it was done; what is missing is said.
        Partial = "partial",
        /// A person did it.
        Manual = "manual",
        /// Left out, with a reason.
        Skipped = "skipped",
        /// Given up after too many attempts: a person must look.
        Abandoned = "abandoned",
    }
}

impl Outcome {
    /// Whether a ticket can be answered with this.
    pub const fn settles(self) -> bool {
        match self {
            Self::Done | Self::NotFound | Self::NotLooked | Self::Partial | Self::Manual | Self::Skipped => true,
            Self::Abandoned => false,
        }
    }
}
