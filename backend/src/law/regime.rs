//! Which law applies: the GDPR of the European Union, that of the United Kingdom, or both at once.
//!
//! Since 2025 the two differ in their machinery, so each is reckoned by itself; where both apply, the desk works to the
//! earlier date and the stricter rule.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// One body of law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Law {
    /// UK GDPR and Data Protection Act 2018, as changed by the Data (Use and Access) Act 2025.
    #[serde(rename = "UK", alias = "uk", alias = "Uk")]
    Uk,
    /// Regulation (EU) 2016/679.
    #[serde(rename = "EU", alias = "eu", alias = "Eu")]
    Eu,
}

impl Law {
    /// Where the controller acts, and so whose days and hours count: London for the UK company, Paris for the French one
    /// (Regulation 1182/71 Art. 2(1)).
    pub const fn time_zone(self) -> Tz {
        match self {
            Self::Uk => Tz::Europe__London,
            Self::Eu => Tz::Europe__Paris,
        }
    }
}

/// `UK` or `EU`.
impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Uk => "UK",
            Self::Eu => "EU",
        })
    }
}

/// The law or laws that apply to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// A UK resident, or a person dealt with by the UK company only.
    Uk,
    /// Data handled by the company in the Union only.
    Eu,
    /// A person in the Union dealt with by the UK company. The cautious default.
    Both,
}

impl Regime {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Uk, Self::Eu, Self::Both];

    /// The regime with this code.
    pub fn parse(code: &str) -> Result<Self, NotARegime> {
        Self::ALL.into_iter().find(|regime| regime.code() == code).ok_or(NotARegime)
    }

    /// The regime made of these laws, in any order.
    pub fn of(laws: &[Law]) -> Result<Self, NotARegime> {
        match (laws.contains(&Law::Uk), laws.contains(&Law::Eu)) {
            (true, true) => Ok(Self::Both),
            (true, false) => Ok(Self::Uk),
            (false, true) => Ok(Self::Eu),
            (false, false) => Err(NotARegime),
        }
    }

    /// The stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::Eu => "eu",
            Self::Both => "both",
        }
    }

    /// The single laws in it, UK first.
    pub const fn laws(self) -> &'static [Law] {
        match self {
            Self::Uk => &[Law::Uk],
            Self::Eu => &[Law::Eu],
            Self::Both => &[Law::Uk, Law::Eu],
        }
    }

    /// The day on which something that arrived at this instant was received. Where two zones disagree, the earlier day:
    /// a period that starts too early harms nobody.
    pub fn day_of(self, instant: DateTime<Utc>) -> NaiveDate {
        let days = self.laws().iter().map(|law| instant.with_timezone(&law.time_zone()).date_naive());
        days.min().unwrap_or_else(|| instant.date_naive())
    }
}

/// The stable code.
impl fmt::Display for Regime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Something that names no regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a regime: the law of the UK, of the EU, or both must apply")]
pub struct NotARegime;

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_summer_night_belongs_to_the_local_day() {
        let before_midnight_in_london = instant("2026-05-31T22:59:00Z");
        assert_eq!(Regime::Uk.day_of(before_midnight_in_london), day("2026-05-31"));
        assert_eq!(Regime::Eu.day_of(before_midnight_in_london), day("2026-06-01"));
        assert_eq!(Regime::Both.day_of(before_midnight_in_london), day("2026-05-31"));
        assert_eq!(Regime::Uk.day_of(instant("2026-07-15T23:30:00Z")), day("2026-07-16"));
    }

    #[test]
    fn a_regime_is_found_by_its_code_and_by_its_laws() {
        for regime in Regime::ALL {
            assert_eq!(Regime::parse(regime.code()), Ok(regime));
            assert_eq!(Regime::of(regime.laws()), Ok(regime));
        }
        let written: Vec<Law> = serde_json::from_str(r#"["uk", "EU", "eu"]"#).unwrap();
        assert_eq!(written, [Law::Uk, Law::Eu, Law::Eu], "as people type it");
        assert_eq!(Regime::parse("UK"), Err(NotARegime));
        assert_eq!(Regime::of(&[]), Err(NotARegime));
    }
}
