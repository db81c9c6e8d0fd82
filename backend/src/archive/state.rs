//! Where an archive stands.

crate::codes! {
    /// Where an archive stands.
    State {
        /// To be built.
        Waiting = "waiting",
        /// A worker builds it.
        Running = "running",
        /// Built; staff look at it.
        Ready = "ready",
        /// The person can have it.
        Released = "released",
        /// A system was asked again; a newer one takes its place.
        Superseded = "superseded",
        /// Its key and its file are gone.
        Expired = "expired",
        /// Could not be built: a person must look.
        Abandoned = "abandoned",
    }
}

crate::machine! {
    State of "A package";
    begins {
        /// It is ordered.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// It is built.
        BUILD: Running => Ready;
        /// It cannot be built.
        GIVE_UP: Running => Abandoned;
        /// A person has it tried again.
        RETRY: Abandoned => Waiting;
        /// It goes out.
        RELEASE: Ready => Released;
        /// A newer one takes its place, or its ticket ends.
        SUPERSEDE: Waiting | Running | Ready | Abandoned => Superseded;
        /// Its time is up.
        EXPIRE: Released => Expired;
        /// Its file is destroyed.
        DISCARD: Superseded => Superseded;
        /// The contents of its ticket are forgotten.
        FORGET: Waiting | Running | Ready | Released | Expired | Abandoned => Expired;
    }
}

impl State {
    /// Whether staff can still throw it away: nobody has had it.
    pub const fn may_be_discarded(self) -> bool {
        match self {
            Self::Waiting | Self::Running | Self::Ready | Self::Abandoned => true,
            Self::Released | Self::Superseded | Self::Expired => false,
        }
    }
}
