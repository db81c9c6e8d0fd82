//! What has to be so for a right to apply: a person looks, and says.

crate::codes! {
    /// One condition.
    Condition {
        /// The data is no longer needed for what it was collected for, or the contract has ended: Art. 17(1)(a).
        NoLongerNecessary = "no_longer_necessary",
        /// Consent was taken back, and nothing else carries the use: Art. 17(1)(b).
        ConsentWithdrawn = "consent_withdrawn",
        /// An objection holds: Art. 17(1)(c) with 21(1).
        ObjectionUpheld = "objection_upheld",
        /// The use is direct marketing, and the person objects: Art. 17(1)(c) with 21(2).
        MarketingObjection = "marketing_objection",
        /// The use was unlawful: Art. 17(1)(d).
        Unlawful = "unlawful",
        /// A law demands that it is erased: Art. 17(1)(e).
        DutyToErase = "duty_to_erase",
        /// It was collected from a child for an online service: Art. 17(1)(f) with 8(1).
        ChildsConsent = "childs_consent",
        /// The person says that the data is wrong, while that is checked: Art. 18(1)(a).
        AccuracyContested = "accuracy_contested",
        /// The use was unlawful, and the person wants it locked rather than erased: Art. 18(1)(b).
        LockedRatherThanErased = "locked_rather_than_erased",
        /// We need it no more, but the person does, for a legal claim: Art. 18(1)(c).
        NeededForTheirClaim = "needed_for_their_claim",
        /// The person has objected, while that is weighed: Art. 18(1)(d).
        ObjectionPending = "objection_pending",
        /// No person takes part in the decision: Art. 22(1), UK 22A(1)(a).
        SolelyAutomated = "solely_automated",
        /// It has a legal effect on the person, or one as serious: Art. 22(1), UK 22A(1)(b).
        SignificantEffect = "significant_effect",
    }
}
