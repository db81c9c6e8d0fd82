//! Of our letters: when each is sent, and how staff look at them and try them out.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Lettering {
        title, lede, nav, caption, letter, when, article, look, back, subject, text, plain, test, test_hint, test_language,
        test_button, tested, not_taken, limited, no_such, mark, mark_text, something_is_held,
        when_confirm, when_acknowledge, when_extend, when_ready_to_fetch, when_attached, when_fresh_link, when_answer,
        when_nothing_held, when_nothing_portable, when_withdrawn, when_message, when_fetched, when_recipient_notice, when_public_notice,
        when_handed_over, when_recipients_reply, when_reminder, when_verify_identity, when_verify_agent, when_clarify,
        when_fee, when_redirect_processor, when_customer_notice, when_merged, when_complaint_ack, when_complaint_outcome,
        when_closed_no_reply, when_marketing_stopped, when_consent_withdrawn, when_restriction_lift, when_fulfil_restriction,
        when_fulfil_objection, when_fulfil_automated, when_fulfil_erasure, letter_locked, letter_objection, letter_automated,
        letter_erasure, when_fulfil_rectification, when_refuse, letter_rectification, letter_refuse, letter_deactivated, when_deactivated,
    }
}

impl super::language::Language {
    /// Of our letters: when each is sent, and how staff look at them and try them out.
    pub fn lettering(self) -> &'static Lettering {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
