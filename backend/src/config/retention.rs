//! How long the desk keeps what it knows of its own work.

use serde::Deserialize;

/// The section `[retention]`. No authority sets these periods; the defaults are those that are defended most easily, and the data protection
/// officer decides (Art. 5(1)(e), 5(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionSection {
    /// So many months after a ticket was closed, what was written and found becomes unreadable: disputes and questions of
    /// authorities come within a year.
    pub correspondence_months: u32,
    /// So many years after it was closed, nothing leads from a ticket to a person any more: claims lapse after six years in
    /// England and after five or six in France (Art. 17(3)(e)).
    pub register_years: u32,
    /// So many years after an account's closing was worked off, its line goes.
    pub closed_accounts_years: u32,
    /// So many years after somebody was put on the list of those who are not written to, and again after as many, the log asks
    /// for a review. Nothing goes by itself: whoever is taken off would be written to again (Art. 21(3)).
    pub suppression_review_years: u32,
}

impl Default for RetentionSection {
    fn default() -> Self {
        Self { correspondence_months: 12, register_years: 6, closed_accounts_years: 6, suppression_review_years: 3 }
    }
}

impl RetentionSection {
    /// What cannot be meant: the key, and what is wrong with it.
    pub fn wrong(&self) -> Vec<(&'static str, &'static str)> {
        let checks = [
            (
                "retention.correspondence_months",
                (1..=120).contains(&self.correspondence_months),
                "this must be between 1 and 120",
            ),
            (
                "retention.register_years",
                (1..=20).contains(&self.register_years) && self.register_years * 12 >= self.correspondence_months,
                "this must be between 1 and 20, and no shorter than the correspondence is kept",
            ),
            (
                "retention.closed_accounts_years",
                (1..=20).contains(&self.closed_accounts_years),
                "this must be between 1 and 20",
            ),
            (
                "retention.suppression_review_years",
                (1..=20).contains(&self.suppression_review_years),
                "this must be between 1 and 20",
            ),
        ];
        checks.into_iter().filter(|(_, is_right, _)| !is_right).map(|(key, _, what)| (key, what)).collect()
    }
}
