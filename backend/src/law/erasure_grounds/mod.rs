//! On what an erasure rests: a coded list of the grounds of Art. 17(1), with their articles.
//!
//! The list of [grounds](super::grounds) says why less is done than was asked; this one says why what was asked is done. It is data
//! (`erasure_grounds.toml`) that an officer can read. A code never changes: decisions and reports name it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    grounds::InLanguages,
    regime::{Law, Regime},
};

crate::codes! {
    /// One ground of Art. 17(1), in the order of the letters.
    ErasureGround {
        /// The data is no longer needed for what it was collected for, or the contract has ended: 17(1)(a).
        NoLongerNecessary = "no_longer_necessary",
        /// Consent was taken back, and nothing else carries the use: 17(1)(b).
        ConsentWithdrawn = "consent_withdrawn",
        /// An objection holds: 17(1)(c) with 21(1).
        ObjectionUpheld = "objection_upheld",
        /// The use is direct marketing, and the person objects: 17(1)(c) with 21(2).
        MarketingObjection = "marketing_objection",
        /// The use was unlawful: 17(1)(d).
        Unlawful = "unlawful",
        /// A law demands that it is erased: 17(1)(e).
        DutyToErase = "duty_to_erase",
        /// It was collected from a child for an online service: 17(1)(f) with 8(1).
        ChildsConsent = "childs_consent",
    }
}

/// What the list says of a ground.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its stable name.
    code: String,
    /// The justification of the Data Privacy Vocabulary 2.3, for records that other programs read.
    pub dpv: String,
    /// The provisions of the EU's GDPR.
    eu: String,
    /// The provisions of the UK GDPR.
    uk: String,
    /// What staff choose from.
    pub name: InLanguages,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    ground: Vec<Entry>,
}

static COMPILED_IN: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let list: List = toml::from_str(include_str!("erasure_grounds.toml")).expect("a test reads this very file");
    list.ground
});

impl ErasureGround {
    /// What the list says of it.
    pub fn entry(self) -> &'static Entry {
        let entry = COMPILED_IN.iter().find(|entry| entry.code == self.code());
        entry.expect("the test below looks for each of them")
    }
}

impl Entry {
    /// Where it stands in the law, as people cite it: once if the laws of the regime number it alike.
    pub fn article(&self, regime: Regime) -> String {
        let cited: Vec<&str> = regime.laws().iter().map(|law| self.provisions(*law)).collect();
        match cited.as_slice() {
            [one, others @ ..] if others.iter().all(|other| other == one) => format!("Art. {one}"),
            _ => {
                let each = regime.laws().iter().map(|law| format!("{law}: Art. {}", self.provisions(*law)));
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }

    fn provisions(&self, law: Law) -> &str {
        match law {
            Law::Eu => &self.eu,
            Law::Uk => &self.uk,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::applicability::condition::Condition;

    #[test]
    fn the_list_is_whole_and_each_ground_is_a_condition_of_the_right() {
        assert_eq!(COMPILED_IN.len(), ErasureGround::ALL.len());
        for ground in ErasureGround::ALL {
            let entry = ground.entry();
            let InLanguages { en, fr, de } = &entry.name;
            assert!(en != fr && fr != de && en != de && !en.is_empty(), "{ground}");
            assert!(entry.eu.starts_with("17(1)(") && entry.uk.starts_with("17(1)("), "{ground}");
            assert!(entry.dpv.starts_with("eu-gdpr:JustificationA17"), "{ground}");
            assert!(
                ground.code().parse::<Condition>().is_ok(),
                "{ground}: what makes the right apply has the same name"
            );
        }
    }

    #[test]
    fn where_the_laws_number_it_alike_it_is_cited_once() {
        let entry = ErasureGround::ObjectionUpheld.entry();
        assert_eq!(entry.article(Regime::Both), "Art. 17(1)(c), 21(1)");
        let differs = Entry { uk: "17(1)(x)".to_owned(), ..entry.clone() };
        assert_eq!(differs.article(Regime::Both), "UK: Art. 17(1)(x); EU: Art. 17(1)(c), 21(1)");
    }
}
