//! How a request stands for the person between its steps, and what the desk does by itself.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Standing {
        waiting, copy_ready, copy_gone, step_erasing, due_if_waits, marketing_stopped, consent_stopped, tells_itself, tells_once_decided, out_of_reach, link_title, link_open,
        withdraw_title, withdraw_keep, withdraw_sent,
    }
}

impl super::language::Language {
    /// How a request stands, and what the desk does by itself.
    pub fn standing(self) -> &'static Standing {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
