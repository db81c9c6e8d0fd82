//! What staff read of accounts that were closed on the homeserver.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    ClosedAccounts {
        title, lede, none, nothing_covered, behind, unheard, log_settled, urgent, overdue, given_up, given_up_of, retry, picture, picture_about, days_ago, grace, alert, last_day,
        legend_proven, legend_open, legend_late, caption, day, received, waiting, running, proven, held, with_people, kept, cancelled,
        late, search, search_hint, look, account, not_found, closed_at, first_seen, told_by, noted_at, due_on, stands,
        held_why, request_why, person_why, ticket, ended_at, reopened_at, hash, sweep, asked, not_asked, evidence, system, rows_erased, rows_kept,
        done_at, not_done, ledger, import, no_import, imported, refused_lines, line, why, more_refused, opened_again, at_least,
        still_named, still_named_why, searched_clean, searched_found, not_searched,
        behind_one, urgent_one, overdue_one,
    }
}
