//! How a correction stands.

crate::codes! {
    /// How it stands.
    State {
        /// It was said; no system has been asked yet.
        Asked = "asked",
        /// The system would take it: people look at it.
        Found = "found",
        /// Something is in the way: a person has to see to it.
        NeedsPerson = "needs_person",
        /// People have approved it; a worker writes it.
        Approved = "approved",
        /// It is not done, on a ground.
        Refused = "refused",
        /// It is written; reading back found something else there too.
        Written = "written",
        /// It is written, and was read back.
        ReadBack = "read_back",
        /// Staff have changed it in the system themselves.
        ByHand = "by_hand",
        /// Nothing is changed; what the person says is kept beside it.
        Statement = "statement",
    }
}

crate::machine! {
    State of "A correction";
    begins {
        /// The person says it, or staff write it down.
        START => Asked;
    }
    moves {
        /// The system would take it.
        FIND: Asked | Found | NeedsPerson | Approved => Found;
        /// Something is in the way.
        HINDER: Asked | Found | NeedsPerson | Approved => NeedsPerson;
        /// People approve it.
        APPROVE: Asked | Found | NeedsPerson | Approved => Approved;
        /// It is refused on a ground.
        REFUSE: Asked | Found | NeedsPerson | Approved => Refused;
        /// It is written, and something else is found there too.
        WRITE: Asked | Found | NeedsPerson | Approved => Written;
        /// It is written and read back.
        READ_BACK: Asked | Found | NeedsPerson | Approved => ReadBack;
        /// Staff change it themselves.
        DO_BY_HAND: Asked | Found | NeedsPerson | Approved => ByHand;
        /// It is kept as a statement.
        KEEP_STATEMENT: Asked | Found | NeedsPerson | Approved => Statement;
    }
}

impl State {
    /// Whether it is still to be decided or done: then it is asked of the system.
    pub const fn is_live(self) -> bool {
        match self {
            Self::Asked | Self::Found | Self::NeedsPerson | Self::Approved => true,
            Self::Refused | Self::Written | Self::ReadBack | Self::ByHand | Self::Statement => false,
        }
    }

    /// Whether the field is contested: nothing else should be done with it meanwhile (Art. 18(1)(a)).
    pub const fn is_contested(self) -> bool {
        self.is_live()
    }

    /// Whether the system holds what is right now.
    pub const fn is_done(self) -> bool {
        match self {
            Self::Written | Self::ReadBack | Self::ByHand => true,
            Self::Asked | Self::Found | Self::NeedsPerson | Self::Approved | Self::Refused | Self::Statement => false,
        }
    }
}
