//! Of telling recipients: what they read, what the person reads of it, and what staff do.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Telling {
        done_rectified, done_erased, done_restricted, done_public, please_rectified, please_erased, please_restricted,
        page_title, page_from, page_reference, page_nothing_yet, page_button, page_thanks, page_thanks_text,
        who_title, who_lede, who_acknowledged, who_sent, who_planned, who_impossible, who_disproportionate, nav,
        title, lede, none, none_open, waiting, of_ticket, back, recipient, ticket, about, systems, state, since,
        erased, rectified, restricted, state_planned_mail, state_planned_by_hand, state_sent, state_acknowledged,
        state_failed, state_impossible, state_disproportionate, not_for_person, settle, as_sent, as_acknowledged,
        as_impossible, as_disproportionate, words, words_hint, settle_button, reply, reply_hint, settled, replied,
        on_ticket, no_words, settled_already, nobody_told, letter_recipient, letter_public, letter_reply, log_planned,
        log_settled, log_acknowledged, log_told, log_not_told, log_again, others_on_servers,
        done_unrestricted, please_unrestricted, unrestricted, state_planned_connector, state_not_taken, receipt, again,
        again_hint, sent_again,
    }
}

impl super::language::Language {
    /// Of telling recipients.
    pub fn telling(self) -> &'static Telling {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
