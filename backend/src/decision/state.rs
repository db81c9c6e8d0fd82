//! How a decision stands.

crate::codes! {
    /// How it stands.
    State {
        /// A second person has to look at it.
        Proposed = "proposed",
        /// It holds: the person was told.
        Made = "made",
        /// The second person sent it back with a reason.
        Returned = "returned",
    }
}

crate::machine! {
    State of "A decision";
    begins {
        /// It is proposed, and a second person has to agree.
        START_PROPOSED => Proposed;
        /// It is made at once.
        START_MADE => Made;
    }
    moves {
        /// A second person agrees.
        MAKE: Proposed => Made;
        /// It is sent back with a reason.
        RETURN: Proposed => Returned;
    }
}
