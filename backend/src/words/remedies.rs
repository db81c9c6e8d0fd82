//! Whom one can turn to who is not content with an answer (Art. 12(4), 77 and 79): the same on pages and in letters.

use super::{about::AuthorityWords, fill::fill, language::Language};
use crate::law::regime::{Law, Regime};

/// A supervisory authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The law that it watches over.
    pub law: Law,
    /// Its name.
    pub name: String,
    /// Its page for complaints.
    pub url: String,
    /// Where it is.
    pub address: String,
}

impl Authority {
    /// Those that the desk knows by itself, the one closest to the language's readers first.
    pub fn built_in(language: Language) -> Vec<Self> {
        let owned = |it: &AuthorityWords| Self {
            law: it.law,
            name: it.name.to_owned(),
            url: it.url.to_owned(),
            address: it.address.to_owned(),
        };
        language.about().authorities.iter().map(owned).collect()
    }
}

/// The ways to complain under these laws, a sentence or two each: to us at `contact`, to the authorities, to a court.
///
/// In the United Kingdom people come to us first (Data Protection Act 2018 s. 164A). In the European Union nobody has to: the
/// authority stands first (Art. 77), and we last.
pub fn ways(regime: Regime, contact: &str, authorities: &[Authority], language: Language) -> Vec<String> {
    let us = fill(language.public().remedies.us, &[&contact]);
    let mut ways = beyond_us(regime, authorities, language);
    let place = if regime.laws().contains(&Law::Uk) { 0 } else { ways.len() };
    ways.insert(place, us);
    ways
}

/// The same without us, for somebody who has complained to us already.
pub fn beyond_us(regime: Regime, authorities: &[Authority], language: Language) -> Vec<String> {
    let w = &language.public().remedies;
    let mut ways = Vec::new();
    for authority in authorities.iter().filter(|it| regime.laws().contains(&it.law)) {
        let text = match authority.law {
            Law::Uk => w.uk,
            Law::Eu => w.eu,
        };
        ways.push(fill(text, &[&format!("{}, {}", authority.name, authority.url)]));
    }
    ways.push(w.court.to_owned());
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_law_has_its_authority_in_every_language() {
        for language in Language::ALL {
            for (regime, wanted) in [
                (Regime::Uk, vec!["ico.org.uk"]),
                (Regime::Eu, vec!["cnil.fr"]),
                (Regime::Both, vec!["ico.org.uk", "cnil.fr"]),
            ] {
                let ways = ways(regime, "dpo@example.org", &Authority::built_in(language), language);
                assert_eq!(ways.len(), wanted.len() + 2, "{ways:?}");
                let of_us = if regime == Regime::Eu { ways.len() - 1 } else { 0 };
                assert!(ways[of_us].contains("dpo@example.org"), "to us first only where the law says so: {ways:?}");
                for authority in wanted {
                    assert_eq!(ways.iter().filter(|way| way.contains(authority)).count(), 1, "{ways:?}");
                }
                assert!(ways.iter().all(|way| !way.contains('{')), "{ways:?}");
            }
        }
    }
}
