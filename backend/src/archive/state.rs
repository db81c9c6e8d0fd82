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

impl State {
    /// Whether staff can still throw it away: nobody has had it.
    pub const fn may_be_discarded(self) -> bool {
        match self {
            Self::Waiting | Self::Running | Self::Ready | Self::Abandoned => true,
            Self::Released | Self::Superseded | Self::Expired => false,
        }
    }
}
