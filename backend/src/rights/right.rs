//! The list of the eight rights, and how each is called in the database, in URLs and in the API.
//!
//! The codes are stable: they stand in people's bookmarks and in old rows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    access, automated_decisions, erasure, informed, objection, portability, rectification, restriction,
    rules::{Answer, Articles, Asks, Rules},
};

/// One of the rights of chapter III.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sea_orm::DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[serde(into = "&'static str", try_from = "String")]
pub enum Right {
    /// To be told what is done with the data.
    Informed,
    /// To get a copy of the data.
    Access,
    /// To have the data corrected.
    Rectification,
    /// To have the data erased.
    Erasure,
    /// To have the data locked.
    Restriction,
    /// To take the data elsewhere.
    Portability,
    /// To object to a use of the data.
    Objection,
    /// Not to be subject to a machine's decision.
    AutomatedDecisions,
}

impl Right {
    /// All of them, in the order of the regulation.
    pub const ALL: [Self; 8] = [
        Self::Informed,
        Self::Access,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Portability,
        Self::Objection,
        Self::AutomatedDecisions,
    ];

    /// The right with this code.
    pub fn parse(code: &str) -> Result<Self, NotARight> {
        Self::ALL.into_iter().find(|right| right.code() == code).ok_or(NotARight)
    }

    /// The stable name for machines, `automated_decisions` for example.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Informed => "informed",
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Portability => "portability",
            Self::Objection => "objection",
            Self::AutomatedDecisions => "automated_decisions",
        }
    }

    /// Everything that is particular to this right.
    pub const fn rules(self) -> Rules {
        match self {
            Self::Informed => informed::RULES,
            Self::Access => access::RULES,
            Self::Rectification => rectification::RULES,
            Self::Erasure => erasure::RULES,
            Self::Restriction => restriction::RULES,
            Self::Portability => portability::RULES,
            Self::Objection => objection::RULES,
            Self::AutomatedDecisions => automated_decisions::RULES,
        }
    }

    /// Where it stands in the law; prints as `Art. 15`.
    pub const fn article(self) -> Articles {
        self.rules().articles
    }

    /// What it asks of each connected system.
    pub const fn asks(self) -> Asks {
        self.rules().asks
    }

    /// Whether the person gets an archive.
    pub const fn needs_package(self) -> bool {
        matches!(self.rules().answer, Answer::Package)
    }
}

/// The stable code.
impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl From<Right> for &'static str {
    fn from(right: Right) -> Self {
        right.code()
    }
}

impl std::str::FromStr for Right {
    type Err = NotARight;
    fn from_str(code: &str) -> Result<Self, NotARight> {
        Self::parse(code)
    }
}

impl TryFrom<String> for Right {
    type Error = NotARight;
    fn try_from(code: String) -> Result<Self, NotARight> {
        Self::parse(&code)
    }
}

/// A text that names none of the eight rights. It does not repeat the text, which may be anybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a right: say informed, access, rectification, erasure, restriction, portability, objection or automated_decisions"
)]
pub struct NotARight;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_is_found_again_by_its_code() {
        for right in Right::ALL {
            assert_eq!(Right::parse(right.code()), Ok(right));
            assert_eq!(serde_json::from_str::<Right>(&format!("\"{right}\"")).unwrap(), right);
        }
        for wrong in ["", "Access", "access ", "complaint", "15"] {
            assert_eq!(Right::parse(wrong), Err(NotARight));
        }
    }

    #[test]
    fn the_refusal_of_an_unknown_right_lists_the_known_ones() {
        for right in Right::ALL {
            assert!(NotARight.to_string().contains(right.code()));
        }
    }

    #[test]
    fn the_rights_are_cited_as_people_know_them() {
        let cited: Vec<_> = Right::ALL.iter().map(|right| right.article().to_string()).collect();
        assert_eq!(
            cited,
            [
                "Art. 13–14",
                "Art. 15",
                "Art. 16",
                "Art. 17",
                "Art. 18",
                "Art. 20",
                "Art. 21",
                "Art. 22 EU, Art. 22A–22D UK"
            ]
        );
    }

    #[test]
    fn only_copies_of_data_come_as_a_package() {
        let packed: Vec<_> = Right::ALL.into_iter().filter(|right| right.needs_package()).collect();
        assert_eq!(packed, [Right::Access, Right::Portability]);
    }
}
