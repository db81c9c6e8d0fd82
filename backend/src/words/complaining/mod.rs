//! Of complaints to us about how a request was dealt with.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Complaining {
        title, lede, none, banner, case, state, received_on, received, received_late, acknowledged, answered, upheld, partly_upheld, not_upheld, record, text, text_hint, came_on, came_on_hint, record_button, acknowledge, answer, outcome, found, done, answer_hint, send, frozen, notice_filed, notice_acknowledged, notice_answered, log_received, log_acknowledged, log_answered, letter_ack, letter_outcome, no_complaint, no_found, no_done, settled, says_upheld, says_partly, says_not, status_title, status_text, status_field, status_send, status_empty, status_received, status_answered, start_title, start_text,
    }
}
