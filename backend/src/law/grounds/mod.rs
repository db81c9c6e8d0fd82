//! Why a request is refused, done in part, done later or answered with "nothing": a coded list with the article of each.
//!
//! The list is data (`grounds.toml`) that an officer can read. A code never changes: decisions, the manifests' rules of keeping
//! and the reports name it. What a ground says to the person stands there in every language; the facts of the case follow it.

mod read;

use serde::Deserialize;

use super::regime::{Law, Regime};
use crate::rights::right::Right;

/// One ground.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Its stable name, such as `ERASURE_LEGAL_OBLIGATION`.
    pub code: String,
    /// The justification that comes nearest in the Data Privacy Vocabulary 2.3, for records that other programs read.
    pub dpv: String,
    /// What sort of answer it makes.
    pub kind: Kind,
    /// What it can answer.
    rights: Answers,
    /// Whether it can also be a reason not to tell recipients (Art. 19).
    #[serde(default)]
    pub notices: bool,
    /// The provisions of the EU's GDPR and of national law under it.
    eu: Option<String>,
    /// The provisions of the UK GDPR and the Data Protection Act 2018.
    uk: Option<String>,
    /// Whether the data protection officer has to agree.
    #[serde(default)]
    pub officer: bool,
    /// Whether it can answer an objection to direct marketing.
    #[serde(default)]
    marketing: bool,
    /// What staff choose from.
    pub name: InLanguages,
    /// What the person reads.
    pub says: InLanguages,
    /// What has to be on file.
    pub evidence: InLanguages,
}

/// A text in each language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InLanguages {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
    /// German.
    pub de: String,
}

/// What sort of answer a ground makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing is done.
    Refusal,
    /// A part is not done.
    PartialRefusal,
    /// Nothing is done, or only for a fee (Art. 12(5)).
    RefusalOrFee,
    /// It is done for a fee.
    Fee,
    /// Something is missing first.
    CannotActYet,
    /// Somebody else has to be asked.
    Redirect,
    /// It was done, and there is nothing.
    NegativeAnswer,
    /// The law does not speak of this case.
    NotApplicable,
    /// It was done, within a limit that the person is told of.
    Limitation,
    /// It is closed for want of a reply, and can be opened again.
    Closure,
}

impl Kind {
    /// Whether less is done than was asked, for a reason of ours: then a second person looks at it.
    pub const fn refuses(self) -> bool {
        match self {
            Self::Refusal | Self::PartialRefusal | Self::RefusalOrFee => true,
            Self::Fee
            | Self::CannotActYet
            | Self::Redirect
            | Self::NegativeAnswer
            | Self::NotApplicable
            | Self::Limitation
            | Self::Closure => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answers {
    /// Every right but that to be informed, which is our duty whether somebody asks or not.
    AllThatAreAsked,
    Only(Vec<Right>),
}

impl Ground {
    /// All grounds, in the order of the list.
    pub fn all() -> &'static [Self] {
        read::compiled_in()
    }

    /// The ground with this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|ground| ground.code == code)
    }

    /// The grounds that can answer this right under this regime, in the order of the list.
    pub fn for_right(right: Right, regime: Regime) -> impl Iterator<Item = &'static Self> {
        Self::all().iter().filter(move |ground| ground.can_answer(right) && ground.exists_under(regime))
    }

    /// Whether it can answer this right.
    pub fn can_answer(&self, right: Right) -> bool {
        match &self.rights {
            Answers::AllThatAreAsked => right != Right::Informed,
            Answers::Only(rights) => rights.contains(&right),
        }
    }

    /// Whether it can answer an objection to direct marketing, which is never refused: Art. 21(2)–(3).
    pub fn can_answer_marketing_objection(&self) -> bool {
        self.marketing && !self.kind.refuses()
    }

    /// The provisions it rests on, if this law knows it.
    pub fn provisions(&self, law: Law) -> Option<&str> {
        match law {
            Law::Eu => self.eu.as_deref(),
            Law::Uk => self.uk.as_deref(),
        }
    }

    /// Whether every law of the regime knows it: where both apply, a refusal that only one allows is none.
    pub fn exists_under(&self, regime: Regime) -> bool {
        regime.laws().iter().all(|law| self.provisions(*law).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_of_one_law_alone_is_no_ground_where_both_apply() {
        let offered = |right, regime| Ground::for_right(right, regime).map(|it| it.code.as_str()).collect::<Vec<_>>();
        assert!(offered(Right::Access, Regime::Uk).contains(&"SEARCH_DISPROPORTIONATE_UK"));
        assert!(!offered(Right::Access, Regime::Both).contains(&"SEARCH_DISPROPORTIONATE_UK"));
        assert!(offered(Right::Access, Regime::Eu).contains(&"ABUSIVE_INTENT_EU"));
        assert!(!offered(Right::Access, Regime::Uk).contains(&"ABUSIVE_INTENT_EU"));
        assert!(!offered(Right::Portability, Regime::Eu).contains(&"ERASURE_LEGAL_CLAIMS"));
    }

    #[test]
    fn nothing_refuses_an_objection_to_direct_marketing() {
        for ground in Ground::all().iter().filter(|ground| ground.kind.refuses()) {
            assert!(!ground.can_answer_marketing_objection(), "{}", ground.code);
        }
        assert!(
            Ground::find("OVERRIDING_GROUNDS").unwrap().can_answer(Right::Objection),
            "for other objections it is one"
        );
    }

    #[test]
    fn every_right_has_grounds_and_the_duty_to_inform_only_its_own() {
        for right in Right::ALL {
            for regime in Regime::ALL {
                assert!(Ground::for_right(right, regime).count() >= 3, "{right} {regime}");
            }
        }
        assert!(!Ground::find("MANIFESTLY_UNFOUNDED").unwrap().can_answer(Right::Informed));
    }
}
