//! A part only: from which systems the person wants something erased, and whether their account stays.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::kernel::codes::UnknownCode;

/// What of an erasure is asked for. Everything is asked for by none of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Part {
    /// The configured keys of the systems; empty: all of them.
    pub systems: BTreeSet<String>,
    /// Whether the account itself stays.
    pub keeps_account: bool,
}

impl Part {
    /// The part that was chosen; none if it is everything.
    pub fn of(systems: BTreeSet<String>, keeps_account: bool) -> Option<Self> {
        let is_everything = systems.is_empty() && !keeps_account;
        (!is_everything).then_some(Self { systems, keeps_account })
    }

    /// Whether a system is in it.
    pub fn covers(&self, system: &str, is_root_account: bool) -> bool {
        let is_chosen = self.systems.is_empty() || self.systems.contains(system);
        is_chosen && !(self.keeps_account && is_root_account)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).expect("names are JSON"))
    }
}

impl FromStr for Part {
    type Err = UnknownCode;
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        serde_json::from_str(text).map_err(|_| UnknownCode { what: "part of a request", word: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_covers_what_was_chosen_and_not_the_account_that_stays() {
        let chosen = |systems: &[&str], keeps| Part::of(systems.iter().map(|it| (*it).to_owned()).collect(), keeps);
        assert_eq!(chosen(&[], false), None, "everything");
        let some = chosen(&["bridge"], false).unwrap();
        assert!(some.covers("bridge", false) && !some.covers("shop", false));
        let all_but_account = chosen(&[], true).unwrap();
        assert!(all_but_account.covers("shop", false) && !all_but_account.covers("ems", true));
        let both = chosen(&["ems", "shop"], true).unwrap();
        assert!(both.covers("shop", false) && !both.covers("ems", true));
        assert_eq!(both.to_string().parse::<Part>().unwrap(), both);
        assert!("everything".parse::<Part>().is_err());
    }
}
