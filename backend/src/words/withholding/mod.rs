//! Of what is withheld from a package (Art. 15(4)).

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Withholding {
        records, field, values, title, lede, rows, rows_hint, which_field, whole, ground, words, words_hint, button,
        is_withheld, undo, done, undone, nothing, own, still, files, copies,
        log_withheld, log_undone, log_stays,
    }
}

impl super::language::Language {
    /// Of what is withheld from a package (Art. 15(4)).
    pub fn withholding(self) -> &'static Withholding {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
