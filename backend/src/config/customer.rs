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
