//! The section `[reminders]`: when staff are reminded of requests that are due.

use serde::Deserialize;

use crate::words::language::Language;

/// When staff are reminded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RemindersSection {
    /// So many days before the earliest day on any tenable reading; 0 is the day itself. Empty: nobody is reminded.
    pub days_before: Vec<i32>,
    /// The language of the mails: `en`, `fr` or `de`.
    pub language: String,
}

impl RemindersSection {
    /// The language of the mails; English if the code is none.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }
}

impl Default for RemindersSection {
    fn default() -> Self {
        Self { days_before: vec![14, 7, 3, 1, 0], language: "en".to_owned() }
    }
}
