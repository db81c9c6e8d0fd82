//! Decisions that no person takes part in, with what their subjects have to be told: `[[automated_decision]]`.
//!
//! Only those with a legal effect, or one as serious, belong here (Art. 22(1), UK 22A(1)). None at all is the usual case.

use rightsdesk_exporters::contract::{register::LegalBasis, text::Text};
use serde::Deserialize;

use crate::{
    law::regime::{Law, Regime},
    words::language::Language,
};

/// One such decision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedSection {
    /// Its key, for addresses and the log: lower-case letters, digits and underscores.
    pub key: String,
    /// What it is called.
    pub name: Text,
    /// The procedure and the principles that are actually applied, in plain words: Art. 13(2)(f), 15(1)(h).
    pub logic: Text,
    /// What it means to the person.
    pub significance: Text,
    /// The effects that are meant.
    pub effects: Text,
    /// On what basis.
    pub basis: LegalBasis,
}

impl AutomatedSection {
    /// All that the person is told, a line for each.
    pub fn told(&self, language: Language) -> String {
        let w = language.reviewing();
        let code = language.code();
        let part = |label: &str, text: &Text| format!("{label} {}", text.for_language(code));
        [
            self.name.for_language(code).to_owned(),
            part(w.logic, &self.logic),
            part(w.significance, &self.significance),
            part(w.effects, &self.effects),
        ]
        .join("\n")
    }

    /// Whether a law of the regime forbids it on this basis: the EU's allows contract, law and explicit consent (Art. 22(2)), the
    /// UK's forbids recognised legitimate interests (Art. 22B(4)).
    pub fn is_forbidden(&self, regime: Regime) -> bool {
        regime.laws().iter().any(|law| match (law, self.basis) {
            (Law::Eu, LegalBasis::Consent | LegalBasis::Contract | LegalBasis::LegalObligation) => false,
            (
                Law::Eu,
                LegalBasis::VitalInterests
                | LegalBasis::PublicTask
                | LegalBasis::RecognisedLegitimateInterest
                | LegalBasis::LegitimateInterests,
            ) => true,
            (Law::Uk, LegalBasis::RecognisedLegitimateInterest) => true,
            (
                Law::Uk,
                LegalBasis::Consent
                | LegalBasis::Contract
                | LegalBasis::LegalObligation
                | LegalBasis::VitalInterests
                | LegalBasis::PublicTask
                | LegalBasis::LegitimateInterests,
            ) => false,
        })
    }
}

/// What cannot be meant, and what the law forbids: the key, what is wrong, and whether the desk must not run like this.
pub fn troubles(decisions: &[AutomatedSection], regime: Regime) -> Vec<(&'static str, String, bool)> {
    let mut found = Vec::new();
    for (place, decision) in decisions.iter().enumerate() {
        let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let is_named = !decision.key.is_empty() && decision.key.chars().all(is_key);
        let is_twice = decisions.iter().take(place).any(|other| other.key == decision.key);
        if !is_named || is_twice {
            let what =
                format!("{:?}: a key has lower-case letters, digits and underscores, and is no other's", decision.key);
            found.push(("automated_decision.key", what, true));
        }
        if decision.is_forbidden(regime) {
            let what =
                format!("{}: the law of this desk does not allow this decision on this basis (Art. 22)", decision.key);
            found.push(("automated_decision.basis", what, false));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_union_forbids_the_united_kingdom_may_allow() {
        let decision = |basis| AutomatedSection {
            key: "ban".to_owned(),
            name: "Ban".into(),
            logic: "Three reports".into(),
            significance: "No account".into(),
            effects: "Peace".into(),
            basis,
        };
        let on = |basis, regime| decision(basis).is_forbidden(regime);
        assert!(on(LegalBasis::LegitimateInterests, Regime::Eu) && on(LegalBasis::LegitimateInterests, Regime::Both));
        assert!(!on(LegalBasis::LegitimateInterests, Regime::Uk));
        assert!(on(LegalBasis::RecognisedLegitimateInterest, Regime::Uk));
        assert!(!on(LegalBasis::Contract, Regime::Both));
        let twice = [decision(LegalBasis::Contract), decision(LegalBasis::Contract)];
        assert_eq!(troubles(&twice, Regime::Both).len(), 1);
        assert!(troubles(&twice, Regime::Both)[0].2);
    }
}
