//! Of telling people what is done with their data (Art. 13 and 14).

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Informing {
        list_title, list_lede, list_none, title, version, who, who_text, officer, officer_text, representative_text, why, interests, what,
        recipients, nobody, processor, joint, controller, abroad, abroad_line, no_abroad, how_long, rights,
        rights_text, object, object_text, withdraw, withdraw_text, complain, must, must_contract, must_law, must_not,
        source, from_you, from, automated, no_automated, new_purpose, new_purpose_text, held_for, kept_in,
        letter_more, button, button_hint, answer_text, staff_title, staff_lede, product, number, since, seen,
        seen_count, changes, first, added, removed, on_ticket, back,
    }
}

impl super::language::Language {
    /// Of telling people what is done with their data (Art. 13 and 14).
    pub fn informing(self) -> &'static Informing {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
