//! The section `[questions]`: what is asked of people before they are answered.

use serde::Deserialize;

/// What is asked of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuestionsSection {
    /// After how many days since a request was received a question counts as asked with undue delay, unless staff write down why it
    /// was not asked earlier. Such a question moves no period.
    pub prompt_days: u64,
    /// How many months a person has to reply before their request may be closed. No text says how long; the ICO says one
    /// month, as a rule.
    pub close_after_months: u32,
}

impl Default for QuestionsSection {
    fn default() -> Self {
        Self { prompt_days: 7, close_after_months: 1 }
    }
}
