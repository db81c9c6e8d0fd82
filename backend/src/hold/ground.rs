//! Why data stays as it is although it should be erased, or used.

use crate::law::grounds;

crate::codes! {
    /// The exceptions of Art. 17(3), each "to the extent necessary", and the cases of Art. 18(1).
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
        /// The person says that the data is wrong, and it is being checked.
        AccuracyContested = "RESTRICTION_ACCURACY",
        /// The use is unlawful, and the person wants the data locked rather than erased.
        UnlawfulUse = "RESTRICTION_UNLAWFUL",
        /// We need it no more, but the person needs it for a claim of their own.
        PersonsClaims = "RESTRICTED_FOR_CLAIMS",
        /// The person has objected, and it is being weighed.
        ObjectionPending = "RESTRICTION_OBJECTION",
    }
}

/// What keeps data as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// A legal hold: we may keep it, whatever the person would like (Art. 17(3)).
    Hold,
    /// A lock: the person wants it stored and not otherwise used (Art. 18).
    Lock,
}

impl Ground {
    /// The ground of the coded list that it is: how it is called, and what the person reads of it.
    pub fn in_the_list(self) -> &'static grounds::Ground {
        let code = match self {
            Self::LegalClaims | Self::LegalObligation | Self::PublicTask | Self::FreeExpression | Self::Research => {
                self.code()
            }
            // To the list it is an answer to somebody who asked for erasure: locked instead.
            Self::AccuracyContested | Self::UnlawfulUse | Self::PersonsClaims | Self::ObjectionPending => {
                "RESTRICTED_INSTEAD"
            }
        };
        grounds::Ground::find(code).expect("the test below looks for each of them")
    }

    /// Whether it makes a hold or a lock.
    pub const fn keeps(self) -> Keeps {
        match self {
            Self::LegalClaims | Self::LegalObligation | Self::PublicTask | Self::FreeExpression | Self::Research => {
                Keeps::Hold
            }
            Self::AccuracyContested | Self::UnlawfulUse | Self::PersonsClaims | Self::ObjectionPending => Keeps::Lock,
        }
    }

    /// Those that make one of them, in their order.
    pub fn of(keeps: Keeps) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |ground| ground.keeps() == keeps)
    }

    /// Where it stands in the law, as people cite it.
    pub const fn article(self) -> &'static str {
        match self {
            Self::LegalClaims => "Art. 17(3)(e)",
            Self::LegalObligation => "Art. 17(3)(b)",
            Self::PublicTask => "Art. 17(3)(b)–(c)",
            Self::FreeExpression => "Art. 17(3)(a)",
            Self::Research => "Art. 17(3)(d)",
            Self::AccuracyContested => "Art. 18(1)(a)",
            Self::UnlawfulUse => "Art. 18(1)(b)",
            Self::PersonsClaims => "Art. 18(1)(c)",
            Self::ObjectionPending => "Art. 18(1)(d)",
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
