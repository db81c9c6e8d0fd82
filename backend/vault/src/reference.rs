//! The reference of a ticket: `DR-7K2M-Q9XB`. A name, not a secret.

use std::{fmt, str::FromStr};

use crate::{chance::Chance, crockford};

/// 8 symbols, 40 bits: enough to be unique with a second try, and not to tell how many tickets there are.
const LENGTH: usize = 8;

/// A ticket's reference, for letters and telephone calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// A new reference. Two may be alike: the database says so, then draw another.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(crockford::draw(chance, LENGTH))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DR-{}", crockford::grouped(&self.0))
    }
}

/// A text that is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reference looks like DR-7K2M-Q9XB")]
pub struct NotAReference;

impl FromStr for Reference {
    type Err = NotAReference;

    /// Reads a reference as people type it, with or without the `DR`.
    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let symbols = crockford::read(text).ok_or(NotAReference)?;
        let symbols = match symbols.strip_prefix("DR") {
            Some(rest) if symbols.len() == LENGTH + 2 => rest,
            _ => &symbols,
        };
        if symbols.len() == LENGTH { Ok(Self(symbols.to_owned())) } else { Err(NotAReference) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SystemChance;

    #[test]
    fn a_reference_is_understood_however_it_is_typed() {
        let reference: Reference = "DR-7K2M-Q9XB".parse().unwrap();
        assert_eq!(reference.to_string(), "DR-7K2M-Q9XB");
        for typed in ["dr-7k2m-q9xb", "7K2MQ9XB", " DR 7K2M Q9XB ", "DR7K2MQ9XB"] {
            assert_eq!(typed.parse(), Ok(reference.clone()), "{typed}");
        }
        for not_it in ["", "DR-", "DR-7K2M", "DR-7K2M-Q9XB-1", "XX-7K2M-Q9XB", "DR-7K2M-Q9XU"] {
            assert_eq!(not_it.parse::<Reference>(), Err(NotAReference), "{not_it}");
        }
    }

    #[test]
    fn a_reference_that_happens_to_begin_with_dr_is_itself() {
        let reference: Reference = "DR7K2MQ9".parse().unwrap();
        assert_eq!(reference.to_string(), "DR-DR7K-2MQ9");
        assert_eq!(reference.to_string().parse(), Ok(reference));
    }

    #[test]
    fn every_reference_drawn_is_read_back() {
        for _ in 0..1000 {
            let reference = Reference::draw(&SystemChance);
            assert_eq!(reference.to_string().parse(), Ok(reference));
        }
    }
}
