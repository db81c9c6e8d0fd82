//! How people are erased.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// How people are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ErasureSection {
    /// How many different people have to approve what would be erased.
    pub approvals: u8,
    /// How many days after an erasure the last backup is gone in which what was erased still stands; until then it is beyond use.
    /// Nobody can know that but whoever runs the systems: the default is long, so that nobody is promised what is not kept.
    pub backup_days: u16,
}

impl Default for ErasureSection {
    fn default() -> Self {
        Self { approvals: 2, backup_days: 365 }
    }
}

impl ErasureSection {
    /// The day from which no backup has in it what was erased on that day.
    pub fn backups_until(self, erased_on: NaiveDate) -> NaiveDate {
        erased_on.checked_add_days(Days::new(self.backup_days.into())).unwrap_or(erased_on)
    }

    /// How many approvals are needed: at least one, whatever is written.
    pub fn approvals(self) -> usize {
        usize::from(self.approvals.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_gone_so_many_days_after_the_erasure() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let thirty = ErasureSection { backup_days: 30, ..ErasureSection::default() };
        assert_eq!(thirty.backups_until(day("2026-12-02")), day("2027-01-01"));
        assert_eq!(ErasureSection::default().backups_until(day("2026-12-02")), day("2027-12-02"), "cautious");
    }
}
