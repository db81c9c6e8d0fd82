//! Of disclosures: who was given whose data.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Disclosing {
        nav, title, lede, none, recipient, person, kinds, kinds_hint, on, basis, basis_order, basis_law,
        basis_contract, basis_consent, basis_interest, names, names_hint, ticket, words, words_hint, inquiry,
        inquiry_hint, new, new_button, withheld, withheld_until, withhold, withhold_none, ground, until, until_hint,
        withhold_button, recorded, changed, no_recipient, no_kinds, no_names, future, wrong_ground,
    }
}

impl super::language::Language {
    /// Of disclosures: who was given whose data.
    pub fn disclosing(self) -> &'static Disclosing {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
