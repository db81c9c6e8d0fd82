//! What staff read in the report on the desk's own work.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Reporting {
        nav, title, lede, from, to, show, csv, backwards, no_day, by_right, right, all, received, open, overdue, withdrawn_or_not_confirmed, granted,
        partly_granted, refused, nothing_held, passed_on, not_ours, in_time, late, in_time_percent, extended, median_days, p95_days, regime, channel,
        verification, product, ground, erasure_ground, notices, what, tickets, count, others, proofs_missing, asked_again, accounts_received,
        accounts_proven, accounts_kept, accounts_cancelled, accounts_late, nothing, how, mailbox, by_hand, homeserver, planned, sent,
        acknowledged, failed, impossible, disproportionate, record, points, points_lede, points_asks, points_does, points_set,
        points_case, how_long, paused, questions, complaints, complaints_received, complaints_in_time, complaints_late,
        complaints_closed, complaints_upheld,
    }
}
