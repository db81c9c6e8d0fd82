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
    }
}
