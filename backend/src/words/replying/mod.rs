//! Of saved reply texts.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Replying {
        title, lede, none, new, new_button, name, right, any_right, language, body, body_hint, change, change_button,
        retire, added, changed, retired, no_name, wrong_place, saved, fill, no_such,
    }
}

impl super::language::Language {
    /// Of saved reply texts.
    pub fn replying(self) -> &'static Replying {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
