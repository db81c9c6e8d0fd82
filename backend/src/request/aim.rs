//! What an objection is aimed at: a use that the law lets us weigh, or one that ends at once, whatever we think of it.

use std::{collections::BTreeSet, fmt, str::FromStr};

use rightsdesk_exporters::contract::register::{LegalBasis, System};

use crate::{kernel::codes::UnknownCode, law::applicability::Claim, rights::right::Right};

crate::codes! {
    /// One thing that an objection is aimed at.
    Aim {
        /// A use for public tasks or interests, for reasons of the person's own situation: Art. 21(1).
        Situation = "situation",
        /// Direct marketing: Art. 21(2)–(3). Never weighed, never refused.
        Marketing = "marketing",
        /// Whatever rests on the person's consent, which they take back: Art. 7(3). Never weighed, never refused; no request
        /// under Art. 12(3) either, but the same people see to it in the same systems.
        Consent = "consent",
    }
}

impl Aim {
    /// What it is in the law.
    pub const fn claim(self) -> Claim {
        match self {
            Self::Situation => Claim::Right(Right::Objection),
            Self::Marketing => Claim::MarketingObjection,
            Self::Consent => Claim::ConsentWithdrawal,
        }
    }
}

/// What an objection is aimed at; at the person's situation alone by none of these.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Aims(BTreeSet<Aim>);

impl Aims {
    /// These; none if it is an objection for reasons of the person's situation alone.
    pub fn of(aims: BTreeSet<Aim>) -> Option<Self> {
        let is_usual = aims.iter().all(|aim| *aim == Aim::Situation);
        (!is_usual).then_some(Self(aims))
    }

    /// Whether this is one of them.
    pub fn has(&self, aim: Aim) -> bool {
        self.0.contains(&aim)
    }

    /// Each of them.
    pub fn each(&self) -> impl Iterator<Item = Aim> {
        self.0.iter().copied()
    }

    /// Whether it asks something of a system: consent is taken back only where something rests on it.
    pub fn concerns(&self, system: &System) -> bool {
        let is_consent_only = self.each().all(|aim| aim == Aim::Consent);
        !is_consent_only || system.purposes.iter().any(|purpose| purpose.legal_basis == LegalBasis::Consent)
    }

    /// Whether nothing in it can be weighed or refused.
    pub fn is_absolute(&self) -> bool {
        !self.has(Aim::Situation)
    }
}

impl fmt::Display for Aims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<_> = self.0.iter().map(|aim| aim.code()).collect();
        f.write_str(&codes.join(" "))
    }
}

impl FromStr for Aims {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        text.split(' ').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_weighed_is_told_from_what_cannot() {
        let of = |aims: &[Aim]| Aims::of(aims.iter().copied().collect());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[Aim::Situation]), None, "the usual objection");
        let marketing = of(&[Aim::Marketing]).unwrap();
        assert!(marketing.is_absolute() && marketing.has(Aim::Marketing) && !marketing.has(Aim::Consent));
        let both = of(&[Aim::Marketing, Aim::Situation]).unwrap();
        assert!(!both.is_absolute());
        assert_eq!(both.to_string().parse::<Aims>().unwrap(), both);
        assert!("anything".parse::<Aims>().is_err());
    }
}
