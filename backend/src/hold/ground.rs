//! Why data may be kept although it should be erased.

use crate::law::grounds;

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
    /// The ground of the coded list that it is: how it is called, and what the person reads of it.
    pub fn in_the_list(self) -> &'static grounds::Ground {
        let code = match self {
            Self::LegalClaims | Self::LegalObligation | Self::PublicTask | Self::FreeExpression | Self::Research => {
                self.code()
            }
            // To the list it is an answer to somebody who asked for erasure: locked instead.
            Self::PersonsClaims => "RESTRICTED_INSTEAD",
        };
        grounds::Ground::find(code).expect("the test below looks for each of them")
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::right::Right;

    #[test]
    fn every_ground_of_a_hold_stands_in_the_list_of_grounds() {
        for ground in Ground::ALL {
            assert!(ground.in_the_list().can_answer(Right::Erasure), "{ground}");
        }
    }
}
