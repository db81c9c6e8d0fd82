//! `[[customer]]`: organisations for which we are only the processor. Requests about their data are theirs to answer (Art. 28(3)(e)).

use serde::Deserialize;

use crate::words::language::Language;

/// One customer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerSection {
    /// Its name, as people know it.
    pub name: String,
    /// Where requests are forwarded; without it, staff pass them on.
    pub mail: Option<String>,
    /// The language it is written to in.
    #[serde(default)]
    pub language: String,
}

impl CustomerSection {
    /// The language it is written to in; English if the code is none.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }
}

/// What is wrong with these, with the key it stands under.
pub fn wrong(customers: &[CustomerSection]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for customer in customers {
        let name = &customer.name;
        if name.trim().is_empty() {
            wrong.push(("customer.name".to_owned(), "a customer has no name".to_owned()));
        }
        if customer.mail.as_ref().is_some_and(|mail| mail.parse::<lettre::Address>().is_err()) {
            wrong.push(("customer.mail".to_owned(), format!("{name}: this is no mail address")));
        }
        if !customer.language.is_empty() && Language::from_code(&customer.language).is_none() {
            wrong.push(("customer.language".to_owned(), format!("{name}: write en, fr or de")));
        }
    }
    wrong
}
