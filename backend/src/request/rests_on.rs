//! On which grounds of Art. 17(1) an erasure is granted.

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::follows::Follows;
use crate::{kernel::codes::UnknownCode, law::erasure_grounds::ErasureGround};

/// The grounds, at least one: several systems may hold data on several bases.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct RestsOn(BTreeSet<ErasureGround>);

impl RestsOn {
    /// These; none if there are none.
    pub fn of(grounds: BTreeSet<ErasureGround>) -> Option<Self> {
        (!grounds.is_empty()).then_some(Self(grounds))
    }

    /// This one alone.
    pub fn one(ground: ErasureGround) -> Self {
        Self([ground].into())
    }

    /// What an erasure that nobody asked for rests on.
    pub fn following(follows: Follows) -> Self {
        match follows {
            Follows::Objection => Self::one(ErasureGround::ObjectionUpheld),
            Follows::Consent => Self::one(ErasureGround::ConsentWithdrawn),
            Follows::Both => Self([ErasureGround::ConsentWithdrawn, ErasureGround::ObjectionUpheld].into()),
            Follows::Childhood => Self::one(ErasureGround::ChildsConsent),
        }
    }

    /// Each of them, in the order of the letters.
    pub fn each(&self) -> impl Iterator<Item = ErasureGround> {
        self.0.iter().copied()
    }

    /// Whether this is one of them.
    pub fn has(&self, ground: ErasureGround) -> bool {
        self.0.contains(&ground)
    }

    /// Their codes.
    pub fn codes(&self) -> Vec<&'static str> {
        self.each().map(ErasureGround::code).collect()
    }
}

impl fmt::Display for RestsOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.codes().join(" "))
    }
}

impl FromStr for RestsOn {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        text.split(' ').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_something_rests_on_it() {
        assert_eq!(RestsOn::following(Follows::Childhood).to_string(), "childs_consent");
        let both = RestsOn::following(Follows::Both);
        assert_eq!(both.to_string(), "consent_withdrawn objection_upheld");
        assert_eq!(both.to_string().parse::<RestsOn>().unwrap(), both);
        assert!("anything".parse::<RestsOn>().is_err() && RestsOn::of(BTreeSet::new()).is_none());
    }
}
