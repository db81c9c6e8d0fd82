//! Which right reaches data that is used on which legal basis: open, open on a condition, or closed.
//!
//! This is what the law says of the basis alone. Grounds ([`super::grounds`]) may still limit what is done, and the decision is
//! a person's: what stands here is proposed to them, with the article.

pub mod condition;

mod conditions;

use rightsdesk_exporters::contract::register::LegalBasis;

use self::{condition::Condition, conditions as on};
use super::regime::Law;
use crate::rights::right::Right;

/// What somebody can ask for: one of the eight rights, or one of the two that are never weighed against anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// One of the eight; an objection is one for reasons of one's own situation (Art. 21(1)).
    Right(Right),
    /// An objection to direct marketing: Art. 21(2)–(3).
    MarketingObjection,
    /// Taking consent back: Art. 7(3). It is no request under Art. 12(3): it is acted upon at once.
    ConsentWithdrawal,
}

/// Whether the basis opens the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It does.
    Applies {
        /// Where that stands.
        article: &'static str,
    },
    /// It does if one of these is so; for automated decisions, if all are.
    OnCondition {
        /// Where that stands.
        article: &'static str,
        /// The conditions.
        conditions: &'static [Condition],
    },
    /// It does not, as long as the basis stands.
    Closed {
        /// Where that stands.
        article: &'static str,
        /// What helps instead, if something does.
        instead: Option<Claim>,
    },
}

use Applicability::{Applies, Closed, OnCondition};

impl Applicability {
    /// What the law says of this claim to data that is used on this basis.
    pub fn of(claim: Claim, basis: LegalBasis, law: Law) -> Self {
        match claim {
            Claim::Right(Right::Informed) => Applies { article: "13, 14" },
            Claim::Right(Right::Access) => Applies { article: "15" },
            // Its limits are facts, not the basis: data that is right, an opinion, what happened at the time.
            Claim::Right(Right::Rectification) => Applies { article: "16, 5(1)(d)" },
            Claim::Right(Right::Erasure) => erasure(basis),
            Claim::Right(Right::Restriction) => restriction(basis),
            Claim::Right(Right::Portability) => portability(basis),
            Claim::Right(Right::Objection) => objection(basis),
            Claim::Right(Right::AutomatedDecisions) => automated_decisions(basis, law),
            Claim::MarketingObjection => Applies { article: "21(2)-(3)" },
            Claim::ConsentWithdrawal => consent_withdrawal(basis),
        }
    }
}

fn erasure(basis: LegalBasis) -> Applicability {
    match basis {
        LegalBasis::Consent => OnCondition { article: "17(1)(a)-(b), (d)-(f)", conditions: on::ERASURE_UNDER_CONSENT },
        // While the contract runs, what it needs stays; the way out is to end it.
        LegalBasis::Contract => OnCondition { article: "17(1)(a), (d)-(e)", conditions: on::ERASURE_UNDER_CONTRACT },
        LegalBasis::VitalInterests => OnCondition { article: "17(1)(a), (d)-(e)", conditions: on::ERASURE_AT_LEAST },
        // Only to the extent, and for as long, as the law or the task needs the data: afterwards Art. 17(1)(a) opens.
        LegalBasis::LegalObligation | LegalBasis::PublicTask => Closed { article: "17(3)(b)", instead: None },
        LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => {
            OnCondition { article: "17(1)(a), (c)-(e)", conditions: on::ERASURE_UNDER_INTERESTS }
        }
    }
}

fn restriction(basis: LegalBasis) -> Applicability {
    match basis {
        LegalBasis::Consent | LegalBasis::Contract | LegalBasis::LegalObligation | LegalBasis::VitalInterests => {
            OnCondition { article: "18(1)(a)-(c)", conditions: on::RESTRICTION }
        }
        LegalBasis::PublicTask | LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => {
            OnCondition { article: "18(1)(a)-(d)", conditions: on::RESTRICTION_AND_OBJECTION }
        }
    }
}

fn portability(basis: LegalBasis) -> Applicability {
    match basis {
        LegalBasis::Consent | LegalBasis::Contract => Applies { article: "20(1)" },
        LegalBasis::LegalObligation
        | LegalBasis::VitalInterests
        | LegalBasis::PublicTask
        | LegalBasis::RecognisedLegitimateInterest
        | LegalBasis::LegitimateInterests => Closed { article: "20(1)(a)", instead: Some(Claim::Right(Right::Access)) },
    }
}

fn objection(basis: LegalBasis) -> Applicability {
    match basis {
        LegalBasis::PublicTask | LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => {
            Applies { article: "21(1)" }
        }
        LegalBasis::Consent => Closed { article: "21(1)", instead: Some(Claim::ConsentWithdrawal) },
        LegalBasis::Contract => Closed { article: "21(1)", instead: Some(Claim::Right(Right::Erasure)) },
        LegalBasis::LegalObligation | LegalBasis::VitalInterests => Closed { article: "21(1)", instead: None },
    }
}

/// Where the conditions are met, the Union forbids the decision but for its three exceptions; the United Kingdom allows it
/// with safeguards, save on a recognised legitimate interest. The person has a claim to the safeguards in either case.
fn automated_decisions(basis: LegalBasis, law: Law) -> Applicability {
    let article = match (law, basis) {
        (Law::Eu, LegalBasis::Consent) => "22(2)(c), 22(3)",
        (Law::Eu, LegalBasis::Contract) => "22(2)(a), 22(3)",
        (Law::Eu, LegalBasis::LegalObligation) => "22(2)(b)",
        (
            Law::Eu,
            LegalBasis::VitalInterests
            | LegalBasis::PublicTask
            | LegalBasis::RecognisedLegitimateInterest
            | LegalBasis::LegitimateInterests,
        ) => "22(1)",
        (Law::Uk, LegalBasis::Consent | LegalBasis::Contract) => "22B, 22C",
        (Law::Uk, LegalBasis::RecognisedLegitimateInterest) => "22B(4)",
        (
            Law::Uk,
            LegalBasis::LegalObligation
            | LegalBasis::VitalInterests
            | LegalBasis::PublicTask
            | LegalBasis::LegitimateInterests,
        ) => "22C",
    };
    OnCondition { article, conditions: on::AUTOMATED_DECISION }
}

fn consent_withdrawal(basis: LegalBasis) -> Applicability {
    match basis {
        LegalBasis::Consent => Applies { article: "7(3)" },
        LegalBasis::PublicTask | LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => {
            Closed { article: "7(3)", instead: Some(Claim::Right(Right::Objection)) }
        }
        LegalBasis::Contract | LegalBasis::LegalObligation | LegalBasis::VitalInterests => {
            Closed { article: "7(3)", instead: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a`pplies, on `c`ondition, closed (`-`), for each basis in the order of Art. 6(1), with (ea) before (f).
    fn row(claim: Claim, law: Law) -> String {
        use LegalBasis as B;
        let bases = [
            B::Consent,
            B::Contract,
            B::LegalObligation,
            B::VitalInterests,
            B::PublicTask,
            B::RecognisedLegitimateInterest,
            B::LegitimateInterests,
        ];
        let mark = |basis| match Applicability::of(claim, basis, law) {
            Applies { .. } => 'a',
            OnCondition { conditions, .. } => {
                assert!(!conditions.is_empty());
                'c'
            }
            Closed { .. } => '-',
        };
        bases.into_iter().map(mark).collect()
    }

    #[test]
    fn the_table_is_that_of_the_law() {
        for law in [Law::Uk, Law::Eu] {
            let table = [
                (Claim::Right(Right::Informed), "aaaaaaa"),
                (Claim::Right(Right::Access), "aaaaaaa"),
                (Claim::Right(Right::Rectification), "aaaaaaa"),
                (Claim::Right(Right::Erasure), "cc-c-cc"),
                (Claim::Right(Right::Restriction), "ccccccc"),
                (Claim::Right(Right::Portability), "aa-----"),
                (Claim::Right(Right::Objection), "----aaa"),
                (Claim::Right(Right::AutomatedDecisions), "ccccccc"),
                (Claim::MarketingObjection, "aaaaaaa"),
                (Claim::ConsentWithdrawal, "a------"),
            ];
            for (claim, expected) in table {
                assert_eq!(row(claim, law), expected, "{claim:?} under {law}");
            }
        }
    }

    #[test]
    fn a_bare_wish_to_be_erased_counts_as_an_objection_where_interests_are_the_basis() {
        let of = |basis| Applicability::of(Claim::Right(Right::Erasure), basis, Law::Eu);
        let OnCondition { conditions, .. } = of(LegalBasis::LegitimateInterests) else { panic!("on a condition") };
        assert!(conditions.contains(&Condition::ObjectionUpheld));
        let OnCondition { conditions, .. } = of(LegalBasis::Contract) else { panic!("on a condition") };
        assert!(!conditions.contains(&Condition::ObjectionUpheld), "against a contract nobody can object");
    }

    #[test]
    fn who_asks_for_the_wrong_thing_is_told_the_right_one() {
        let closed = Applicability::of(Claim::Right(Right::Objection), LegalBasis::Consent, Law::Uk);
        assert_eq!(closed, Closed { article: "21(1)", instead: Some(Claim::ConsentWithdrawal) });
    }
}
