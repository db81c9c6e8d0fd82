//! Why data may be kept although it should be erased.

crate::codes! {
    /// The exceptions of Art. 17(3), each "to the extent necessary", and the person's own wish of Art. 18(1)(c).
    Ground {
        /// To bring or to answer a legal claim.
        LegalClaims = "ERASURE_LEGAL_CLAIMS",
        /// A law asks for it.
        LegalObligation = "ERASURE_LEGAL_OBLIGATION",
        /// A public task, or public health.
        PublicTask = "ERASURE_PUBLIC_TASK_OR_HEALTH",
        /// Freedom of expression and information.
        FreeExpression = "ERASURE_FREE_EXPRESSION",
        /// Research, statistics or an archive in the public interest.
        Research = "ERASURE_RESEARCH_ARCHIVE",
        /// The person needs it for a claim of their own.
        PersonsClaims = "RESTRICTED_FOR_CLAIMS",
    }
}

impl Ground {
    /// Where it stands in the law, as people cite it.
    pub const fn article(self) -> &'static str {
        match self {
            Self::LegalClaims => "Art. 17(3)(e)",
            Self::LegalObligation => "Art. 17(3)(b)",
            Self::PublicTask => "Art. 17(3)(b)–(c)",
            Self::FreeExpression => "Art. 17(3)(a)",
            Self::Research => "Art. 17(3)(d)",
            Self::PersonsClaims => "Art. 18(1)(c)",
        }
    }
}
