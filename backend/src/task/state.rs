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

crate::machine! {
    State of "A task";
    begins {
        /// It is planned.
        START => Waiting;
        /// It is planned, and nothing has to be asked.
        START_ENDED => Ended;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// The system has more to give.
        CARRY_ON: Running => Waiting;
        /// It is done, or given up.
        END: Running => Ended;
        /// A person has to act.
        LEAVE_TO_PEOPLE: Running => ByHand;
        /// People have done what it waited for.
        PASS_TO_WORKER: ByHand => Waiting;
        /// A person ends it.
        END_BY_HAND: ByHand | Ended => Ended;
        /// It is asked again from its start.
        RETRY: Ended => Waiting;
        /// Its ticket ends.
        SKIP: Waiting | Running | ByHand => Ended;
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
