//! The sentences of the working in one language.

use crate::words::catalogue::catalogue;

catalogue! {
    /// The sentences and their parts.
    Working {
        received, received_at_rest, restarted, not_begun, stopped, same_day, paused, untouched, same_date, last_of_month, moved, day_added, days_added, notice_by, extended, extended_late, extended_bare, refusal_by, due, literal, due_safe, holidays_unknown, earlier_of_both, complaint_answered, complaint_early, obtained, first_written, first_disclosed, account_closed, promise_ends, identity, authority, fee, clarification, clarification_else, one_month, three_months, not_access, not_information, small, no_pause_for_fee, delay, over, count_before, guidance, no_text, saturday, sunday
    }
}
