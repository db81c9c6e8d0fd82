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

    /// What is wrong with it, with the key it stands under.
    pub fn wrong(&self) -> Vec<(String, String)> {
        let mut wrong = Vec::new();
        if self.days_before.iter().any(|days| !(0..=366).contains(days)) {
            let what = "days before a request is due lie between 0 and 366".to_owned();
            wrong.push(("reminders.days_before".to_owned(), what));
        }
        if Language::from_code(&self.language).is_none() {
            wrong.push(("reminders.language".to_owned(), "write en, fr or de".to_owned()));
        }
        wrong
    }
}

impl Default for RemindersSection {
    fn default() -> Self {
        Self { days_before: vec![14, 7, 3, 1, 0], language: "en".to_owned() }
    }
}
