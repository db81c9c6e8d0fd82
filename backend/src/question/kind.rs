//! What is asked for, and how the question stands.

use crate::law::deadline::history::{About, Demand, Quantity};

crate::codes! {
    /// What is asked for.
    Kind {
        /// Who they are (Art. 12(6)).
        Identity = "identity",
        /// That they may act for somebody else.
        Authority = "authority",
        /// To pay for a request that is manifestly excessive, or for a further copy (Art. 12(5), 15(3)).
        Fee = "fee",
        /// Which information a request for access is about, where there is a large quantity (recital 63).
        MuchData = "clarification_large",
        /// The same, where there is little.
        LittleData = "clarification_small",
        /// Anything else: in which format, to which address.
        SomethingElse = "something_else",
    }
}

impl Kind {
    /// What the law makes of it.
    pub const fn demand(self) -> Demand {
        match self {
            Self::Identity => Demand::Identity,
            Self::Authority => Demand::Authority,
            Self::Fee => Demand::Fee,
            Self::MuchData => Demand::Clarification(About::Information(Quantity::Large)),
            Self::LittleData => Demand::Clarification(About::Information(Quantity::Small)),
            Self::SomethingElse => Demand::Clarification(About::SomethingElse),
        }
    }

    /// Whether it has to be written down how the answer was checked.
    pub const fn is_proof(self) -> bool {
        match self {
            Self::Identity | Self::Authority => true,
            Self::Fee | Self::MuchData | Self::LittleData | Self::SomethingElse => false,
        }
    }
}

crate::codes! {
    /// Whether it was asked without undue delay. Only then may it move a period.
    Promptness {
        /// It was.
        Prompt = "prompt",
        /// It was not.
        UndueDelay = "undue_delay",
    }
}

crate::codes! {
    /// How it stands.
    State {
        /// The person has it before them.
        Open = "open",
        /// They replied; whether it is enough is not decided yet.
        Replied = "replied",
        /// The reply is enough.
        Answered = "answered",
        /// The reply was too little, and another question followed.
        NotEnough = "not_enough",
        /// The ticket was closed because nobody replied.
        NoReply = "no_reply",
    }
}

crate::machine! {
    State of "A question";
    begins {
        /// It is asked.
        START => Open;
    }
    moves {
        /// The person replies.
        REPLY: Open | NoReply => Replied;
        /// The reply is enough.
        SETTLE: Open | Replied => Answered;
        /// The reply is too little, and another question follows.
        NOT_ENOUGH: Open | Replied => NotEnough;
        /// Nobody replies, and the ticket is closed.
        CLOSE: Open => NoReply;
        /// The ticket is opened again.
        REOPEN: NoReply => Open;
    }
}

impl State {
    /// Whether something is still to come: from the person, or from staff who look at what they wrote.
    pub const fn is_unsettled(self) -> bool {
        match self {
            Self::Open | Self::Replied | Self::NoReply => true,
            Self::Answered | Self::NotEnough => false,
        }
    }
}
