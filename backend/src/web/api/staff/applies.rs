//! What the law says of a request for each system, by the legal basis in the register. It is a proposal: a person decides.

use poem_openapi::{Enum, Object};
use rightsdesk_exporters::contract::register::LegalBasis;

use crate::{
    casework::answering::reach::{self, Reached},
    desk::Desk,
    law::{
        applicability::{Applicability, Claim, condition::Condition},
        regime::Law,
    },
    request::{entity::Model, state::State},
    web::case::Case,
};

/// Whether the law opens a right to what a system holds on one basis.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Applies {
    /// The key of the system.
    pub system: String,
    /// On what it holds the data.
    pub basis: Basis,
    /// Under which law: `uk` or `eu`.
    pub law: String,
    /// What is claimed: a right, or `marketing_objection` or `consent_withdrawal`.
    pub claim: String,
    /// Whether it applies.
    pub verdict: Reach,
    /// Where that stands, such as `17(1)(a)`.
    pub article: String,
    /// What has to be so for it: one of these, of automated decisions all.
    pub conditions: Vec<Condition>,
    /// What helps instead, where it does not apply and something does.
    pub instead: Option<String>,
}

/// Whether a right applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Reach {
    /// It does.
    Applies,
    /// It does if a condition is met, which a person looks at.
    OnCondition,
    /// It does not, as long as the basis stands.
    Closed,
}

/// A legal basis of Art. 6(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Basis {
    /// 6(1)(a).
    Consent,
    /// 6(1)(b).
    Contract,
    /// 6(1)(c).
    LegalObligation,
    /// 6(1)(d).
    VitalInterests,
    /// 6(1)(e).
    PublicTask,
    /// UK 6(1)(ea).
    RecognisedLegitimateInterest,
    /// 6(1)(f).
    LegitimateInterests,
}

impl From<LegalBasis> for Basis {
    fn from(basis: LegalBasis) -> Self {
        match basis {
            LegalBasis::Consent => Self::Consent,
            LegalBasis::Contract => Self::Contract,
            LegalBasis::LegalObligation => Self::LegalObligation,
            LegalBasis::VitalInterests => Self::VitalInterests,
            LegalBasis::PublicTask => Self::PublicTask,
            LegalBasis::RecognisedLegitimateInterest => Self::RecognisedLegitimateInterest,
            LegalBasis::LegitimateInterests => Self::LegitimateInterests,
        }
    }
}

/// Of an open request; what is answered was decided by a person.
pub fn of(desk: &Desk, case: &Case, request: &Model) -> Vec<Applies> {
    if request.state != State::Open {
        return Vec::new();
    }
    let mut once: Vec<Applies> = Vec::new();
    for applies in reach::of(desk, case.opened.ticket.regime(), request).iter().map(one) {
        // Two purposes on one basis are one answer.
        if !once.contains(&applies) {
            once.push(applies);
        }
    }
    once
}

fn one(reached: &Reached<'_>) -> Applies {
    let (verdict, article, conditions, instead): (_, _, &[Condition], _) = match reached.says {
        Applicability::Applies { article } => (Reach::Applies, article, &[], None),
        Applicability::OnCondition { article, conditions } => (Reach::OnCondition, article, conditions, None),
        Applicability::Closed { article, instead } => (Reach::Closed, article, &[], instead),
    };
    Applies {
        system: reached.system.key.clone(),
        basis: reached.basis.into(),
        law: match reached.law {
            Law::Uk => "uk".to_owned(),
            Law::Eu => "eu".to_owned(),
        },
        claim: code(reached.claim).to_owned(),
        verdict,
        article: article.to_owned(),
        conditions: conditions.to_vec(),
        instead: instead.map(|claim| code(claim).to_owned()),
    }
}

const fn code(claim: Claim) -> &'static str {
    match claim {
        Claim::Right(right) => right.code(),
        Claim::MarketingObjection => "marketing_objection",
        Claim::ConsentWithdrawal => "consent_withdrawal",
    }
}
