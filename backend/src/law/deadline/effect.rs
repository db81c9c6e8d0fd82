//! What a question can do to a period.

/// What a question does under one law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The period begins only with the answer.
    Restarts,
    /// The period stands still until the answer.
    Pauses,
    /// The period runs on.
    None(Why),
}

/// Why a question does not touch the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Only a request for access can be paused to ask what is meant.
    NotAccess,
    /// Only a question about the information or processing asked for counts, not one about format and the like.
    NotAboutInformation,
    /// There was not so much data that one had to ask (recital 63).
    SmallQuantity,
    /// The law of the Union has no pause for a fee.
    NoPauseForFee,
    /// The desk asked with undue delay.
    UndueDelay,
    /// The period had already ended when the desk asked.
    PeriodOver,
}
