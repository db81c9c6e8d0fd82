//! Of one part of a request that is withdrawn while the rest goes on.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    TakingBack {
        one, needs_link, title, text, others, no_copy, button, keep, taken_back,
        record, record_hint, record_no_copy, record_button, notice, log, log_no_copy,
    }
}

impl super::language::Language {
    /// Of one part of a request that is withdrawn.
    pub fn taking_back(self) -> &'static TakingBack {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
