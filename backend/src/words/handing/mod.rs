//! Of data that is sent straight to another provider (Art. 20(2)).

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Handing {
        title, lede, receiver, button, none, no_receivers, state_waiting, state_sent, state_failed, answer, ordered,
        no_such, not_portable, before, letter, log_ordered, log_done, log_failed, back,
        again, notice_again, not_given_up, log_again, state_mailed, letter_failed, letter_mail, when_failed, when_mail, by_https,
        by_mail, next_try, told, todo_failed,
    }
}

impl super::language::Language {
    /// Of data that is sent straight to another provider (Art. 20(2)).
    pub fn handing(self) -> &'static Handing {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
