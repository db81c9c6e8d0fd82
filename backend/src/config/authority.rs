//! `[[authority]]`: who takes complaints under a law, in the place of whoever is built in. Authorities change their names, and one
//! company is watched over by another than the next (Art. 55, 56, 77).

use serde::Deserialize;

use crate::{
    law::regime::{Law, Regime},
    words::{language::Language, remedies::Authority},
};

/// One authority.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthoritySection {
    /// The law that it watches over.
    pub law: Law,
    /// Its name.
    pub name: String,
    /// Its page for complaints.
    pub url: String,
    /// Where it is.
    pub address: String,
}

/// The authorities, with these in the place of those that are built in for the same law.
pub fn all(sections: &[AuthoritySection], language: Language) -> Vec<Authority> {
    let built_in = Authority::built_in(language).into_iter();
    let built_in = built_in.filter(|it| sections.iter().all(|section| section.law != it.law));
    let named = sections.iter().map(|section| Authority {
        law: section.law,
        name: section.name.clone(),
        url: section.url.clone(),
        address: section.address.clone(),
    });
    named.chain(built_in).collect()
}

/// Those that watch over one of the laws of a regime: nobody is sent to an authority whose law does not hold for them.
pub fn under(sections: &[AuthoritySection], regime: Regime, language: Language) -> Vec<Authority> {
    let mut authorities = all(sections, language);
    authorities.retain(|it| regime.laws().contains(&it.law));
    authorities
}

/// What is wrong with these, with the key it stands under.
pub fn wrong(sections: &[AuthoritySection]) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    for section in sections {
        if section.name.trim().is_empty() || section.address.trim().is_empty() {
            wrong.push(("authority.name", "an authority has a name and an address"));
        }
        if !section.url.starts_with("https://") {
            wrong.push(("authority.url", "this must begin with https://"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_configured_takes_the_place_of_whoever_is_built_in() {
        let commission = AuthoritySection {
            law: Law::Uk,
            name: "Information Commission".to_owned(),
            url: "https://ico.org.uk/complain".to_owned(),
            address: "Wilmslow".to_owned(),
        };
        assert_eq!(wrong(std::slice::from_ref(&commission)), []);
        let names: Vec<_> =
            all(std::slice::from_ref(&commission), Language::En).into_iter().map(|it| it.name).collect();
        assert_eq!(names.len(), 2);
        assert_eq!(names[0], "Information Commission");
        assert!(names[1].contains("CNIL"));
        assert_eq!(wrong(&[AuthoritySection { url: "ftp://x".to_owned(), ..commission }]).len(), 1);
    }

    #[test]
    fn an_authority_is_named_only_where_its_law_holds() {
        for language in Language::ALL {
            let urls = |regime| under(&[], regime, language).into_iter().map(|it| it.url).collect::<Vec<_>>();
            assert_eq!(urls(Regime::Uk), ["https://ico.org.uk/make-a-complaint/"]);
            assert_eq!(urls(Regime::Eu), ["https://www.cnil.fr/plaintes"]);
            assert_eq!(urls(Regime::Both).len(), 2);
        }
    }
}
