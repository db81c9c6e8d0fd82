//! Of data that is not ours to decide about.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Elsewhere {
        status, whom, message, of_customer, of_foreign, law, way, way_passed_on, way_told, is_customer, log, notice, held, held_title,
    }
}

impl super::language::Language {
    /// Of data that is not ours to decide about.
    pub fn elsewhere(self) -> &'static Elsewhere {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
