//! How a request stands and how it ends.

crate::codes! {
    /// How a request stands.
    State {
        /// Not answered yet.
        Open = "open",
        /// The person has the answer.
        Answered = "answered",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

crate::machine! {
    State of "A request";
    begins {
        /// It comes in, or follows from another.
        START => Open;
    }
    moves {
        /// The person gets the answer.
        ANSWER: Open => Answered;
        /// The person takes it back, or the ticket ends without an answer to it.
        WITHDRAW: Open => Withdrawn;
    }
}

crate::codes! {
    /// How a request was answered.
    Outcome {
        /// In full.
        Granted = "granted",
        /// In part, with reasons.
        PartlyGranted = "partly_granted",
        /// Not, with reasons and remedies (Art. 12(4)).
        Refused = "refused",
        /// Nothing is held about the person.
        NothingHeld = "nothing_held",
        /// A customer of ours decides about the data, and has it now (Art. 28(3)(e)).
        PassedOn = "passed_on",
        /// Somebody else decides about the data who is no customer of ours: the person knows whom to ask, and nobody else was told.
        NotOurs = "not_ours",
    }
}
