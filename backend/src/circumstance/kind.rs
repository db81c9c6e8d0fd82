//! What was learned, and what was decided.

crate::codes! {
    /// What was learned.
    Kind {
        /// The person is under sixteen.
        Child = "child",
        /// The person has died.
        Deceased = "deceased",
        /// Whoever writes for the person may do so: it was checked without asking them.
        Authority = "authority",
    }
}

crate::codes! {
    /// What was decided.
    Decision {
        /// The request is answered as any other.
        GoOn = "go_on",
        /// The data has to go: a request for erasure is recorded.
        Erase = "erase",
        /// Nothing is disclosed: the ticket is closed.
        Close = "close",
    }
}

impl Kind {
    /// What can be decided about it.
    pub const fn decisions(self) -> &'static [Decision] {
        match self {
            Self::Child => &[Decision::GoOn, Decision::Erase],
            Self::Deceased => &[Decision::GoOn, Decision::Close],
            Self::Authority => &[],
        }
    }
}
