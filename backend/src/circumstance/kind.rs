//! What was learned, and what was decided.

crate::codes! {
    /// What was learned.
    Kind {
        /// The person is under sixteen, or was when the data was collected.
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

crate::codes! {
    /// What a child, or whoever has parental responsibility, wants to become of the data.
    Wish {
        /// The child wants it erased.
        ChildErase = "child_erase",
        /// The child wants it to stay.
        ChildKeep = "child_keep",
        /// The guardian wants it erased.
        GuardianErase = "guardian_erase",
        /// The guardian wants it to stay.
        GuardianKeep = "guardian_keep",
        /// Nobody could be asked.
        NotAsked = "not_asked",
    }
}

impl Wish {
    /// Whether somebody wants it erased: that is a request, and answered as one.
    pub const fn wants_erasure(self) -> bool {
        match self {
            Self::ChildErase | Self::GuardianErase => true,
            Self::ChildKeep | Self::GuardianKeep | Self::NotAsked => false,
        }
    }
}

impl Kind {
    /// Whether it is asked what the person wants.
    pub const fn asks_wish(self) -> bool {
        match self {
            Self::Child => true,
            Self::Deceased | Self::Authority => false,
        }
    }

    /// What can be decided about it.
    pub const fn decisions(self) -> &'static [Decision] {
        match self {
            Self::Child => &[Decision::GoOn, Decision::Erase],
            Self::Deceased => &[Decision::GoOn, Decision::Close],
            Self::Authority => &[],
        }
    }
}
