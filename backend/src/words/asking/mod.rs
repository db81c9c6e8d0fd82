//! Of questions to the person: what staff read, and what the person does.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Asking {
        title, none, ask, too_little, kind, kind_identity, kind_authority, kind_fee, kind_much, kind_little, kind_else, concerns, concerns_all, wording, wording_hint, reason, reason_hint, amount, amount_hint, late_because, late_hint, send, asked_on, undue, open, replied, answered, closed, take, how, how_hint, on, on_hint, enough, missing, missing_hint, not_enough, close, close_hint, close_from, reopen, reopen_hint, waits, waits_safe, paused, describe_pause, today, notice_asked, notice_taken, notice_too_little, notice_closed, notice_reopened, log_asked, log_replied, log_answered, log_not_enough, log_closed, log_resumed, log_open_again, letter_identity, letter_authority, letter_clarify, letter_fee, letter_closed, no_question, no_reason, no_amount, asked_already, nothing_asked, answer_day, came_on, not_said_missing, too_early, clock_runs_on, period_waits, illegal_rest, illegal_resume, clock_begins, clock_stops_uk, clock_stops_eu, clock_runs, status_title, status_asked, status_in_letter, status_answer, status_answer_hint, status_send, status_replied, status_no_reply, status_empty,
        status_not_here, status_to_question, message_came,
    }
}
