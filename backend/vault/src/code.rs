//! The access code that a person is shown when they send their request, and types to see how far it is.

use std::fmt;

use zeroize::Zeroizing;

use crate::{chance::Chance, crockford};

/// 24 symbols of Crockford's base32: 120 bits.
const LENGTH: usize = 24;

/// An access code. Only the hash of its [canonical form](Self::canonical) is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode(Zeroizing<String>);

impl AccessCode {
    /// A code that nobody can guess.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(Zeroizing::new(crockford::draw(chance, LENGTH)))
    }

    /// Reads a code as people type it: any case, O for 0, I and L for 1, blanks and dashes anywhere.
    pub fn parse(text: &str) -> Option<Self> {
        let meant = Zeroizing::new(crockford::read(text)?);
        (meant.len() == LENGTH).then_some(Self(meant))
    }

    /// The form to hash and compare: 24 symbols without dashes.
    pub fn canonical(&self) -> &str {
        &self.0
    }

    /// The form to show: six groups of four.
    pub fn for_people(&self) -> Zeroizing<String> {
        Zeroizing::new(crockford::grouped(&self.0))
    }
}

impl fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::SystemChance;

    #[test]
    fn a_code_is_understood_however_it_is_typed() {
        let code = AccessCode::parse("0123-4567-89AB-CDEF-GHJK-MNPQ").unwrap();
        for typed in ["0123456789abcdefghjkmnpq", " O123-4567 89AB_CDEF GHJK-MNPQ\n", "0l23 4567 89AB CDEF GHJK MNPQ"] {
            assert_eq!(AccessCode::parse(typed), Some(code.clone()), "{typed}");
        }
        for not_it in ["", "0123", "0123-4567-89AB-CDEF-GHJK-MNPQ-R", "0123-4567-89AB-CDEF-GHJK-MNP!"] {
            assert_eq!(AccessCode::parse(not_it), None, "{not_it}");
        }
    }

    #[test]
    fn a_code_is_shown_in_groups_and_never_logged() {
        let code = AccessCode::draw(&SystemChance);
        assert_eq!(code.for_people().len(), 29);
        assert_eq!(AccessCode::parse(&code.for_people()), Some(code.clone()));
        assert_eq!(format!("{code:?}"), "AccessCode(…)");
    }
}
