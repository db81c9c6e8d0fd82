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
pub struct Aims {
    aims: BTreeSet<Aim>,
    /// Keys of the systems in which consent is taken back; empty: wherever something rests on it.
    consents: BTreeSet<String>,
}

impl Aims {
    /// These; none if it is an objection for reasons of the person's situation alone.
    pub fn of(aims: BTreeSet<Aim>) -> Option<Self> {
        let is_usual = aims.iter().all(|aim| *aim == Aim::Situation);
        (!is_usual).then_some(Self { aims, consents: BTreeSet::new() })
    }

    /// The same, where consent is taken back in these systems only; in all of them if none is named.
    #[must_use]
    pub fn in_systems(self, consents: BTreeSet<String>) -> Self {
        let consents = if self.has(Aim::Consent) { consents } else { BTreeSet::new() };
        Self { consents, ..self }
    }

    /// The systems in which consent is taken back; empty: wherever something rests on it.
    pub fn consents(&self) -> &BTreeSet<String> {
        &self.consents
    }

    /// Whether this is one of them.
    pub fn has(&self, aim: Aim) -> bool {
        self.aims.contains(&aim)
    }

    /// Each of them.
    pub fn each(&self) -> impl Iterator<Item = Aim> {
        self.aims.iter().copied()
    }

    /// Whether consent that this system works on is taken back.
    pub fn withdraws_from(&self, system: &System) -> bool {
        let is_named = self.consents.is_empty() || self.consents.contains(&system.key);
        self.has(Aim::Consent) && is_named && rests_on_consent(system)
    }

    /// Whether it asks something of a system: consent is taken back only where something rests on it.
    pub fn concerns(&self, system: &System) -> bool {
        let is_consent_only = self.each().all(|aim| aim == Aim::Consent);
        !is_consent_only || self.withdraws_from(system)
    }

    /// Whether nothing in it can be weighed or refused.
    pub fn is_absolute(&self) -> bool {
        !self.has(Aim::Situation)
    }
}

/// Whether something in the system rests on consent.
pub fn rests_on_consent(system: &System) -> bool {
    system.purposes.iter().any(|purpose| purpose.legal_basis == LegalBasis::Consent)
}

/// What goes before the key of a system in which consent is taken back.
const IN: &str = "in:";

impl fmt::Display for Aims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = self.aims.iter().map(|aim| aim.code().to_owned());
        let systems = self.consents.iter().map(|key| format!("{IN}{key}"));
        f.write_str(&codes.chain(systems).collect::<Vec<_>>().join(" "))
    }
}

impl FromStr for Aims {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let (systems, codes): (Vec<&str>, Vec<&str>) = text.split(' ').partition(|word| word.starts_with(IN));
        let aims = codes.into_iter().map(str::parse).collect::<Result<BTreeSet<Aim>, UnknownCode>>()?;
        let consents = systems.into_iter().filter_map(|word| word.strip_prefix(IN)).map(str::to_owned).collect();
        Ok(Self { aims, consents })
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
        let named = of(&[Aim::Consent]).unwrap().in_systems(BTreeSet::from(["shop".to_owned()]));
        assert_eq!(named.to_string(), "consent in:shop");
        assert_eq!(named.to_string().parse::<Aims>().unwrap(), named);
        let of_none = marketing.in_systems(BTreeSet::from(["shop".to_owned()]));
        assert!(of_none.consents().is_empty(), "no consent is taken back");
    }
}
