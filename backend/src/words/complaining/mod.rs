//! Of complaints to us about how a request was dealt with.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Complaining {
        title, lede, none, banner, case, state, received_on, received, received_late, acknowledged, answered, upheld, partly_upheld, not_upheld, record, text, text_hint, came_on, came_on_hint, record_button, acknowledge, answer, outcome, found, done, answer_hint, send, frozen, notice_filed, notice_acknowledged, notice_answered, log_received, log_acknowledged, log_answered, letter_ack, letter_outcome, no_complaint, no_found, no_done, settled, says_upheld, says_partly, says_not, status_title, status_text, status_field, status_send, status_empty, status_received, status_answered, start_title, start_text,
        about_request, about_data, letter_confirm, when_confirm, unconfirmed, dropped, only_complaint, alone_word, alone_title,
        alone_text, alone_has_request, alone_email, alone_email_hint, alone_field, alone_send, alone_link, confirm_asked,
        confirm_text, confirmed_title, confirmed_text, record_alone, record_alone_hint, record_how, record_how_hint, no_reach,
        status_goes_on, too_many, too_many_today,
    }
}
