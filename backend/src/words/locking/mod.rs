//! Of locks: what staff read, and what the person is told.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Locking {
        nav, title, lede, none, caption, case, purpose, purpose_hint, any_purpose, ends, ends_on_day, open_ended, ended, ended_lede, all, filter, new, new_lede, back, names_of_ticket, places_hint, lock_button, one_title, step_planned, step_called_off, the_desk, plan_title, plan_lede, ends_on, why, why_hint, told, told_hint, plan_button, planned, not_told_yet, stay_title, stay_button, ticket_part, prefer, prefer_hint, prefer_said, prefer_button, ask_which, accuracy, unlawful, claims, objection, log_set, log_planned, log_goes_on, log_ended, log_asks, needs_notice, too_soon, not_told, nothing_to_prefer, covers_more, person_accuracy, person_unlawful, person_objection, told_title, told_line, told_line_ended, told_purpose, told_everywhere, told_may, told_before, operation_unlock, letter_lift, step_kept_past, ends_refused, ends_partly, ends_not_erased, ends_checked, ends_passed_on, ends_not_ours, ends_no_reply, lock_first, told_line_pending,
    }
}
