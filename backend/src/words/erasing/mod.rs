//! What staff read of an erasure: what would be erased, what is open, what was erased.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Erasing {
        title, lede, caption, caption_done, collection, in_table, found, deleted, blanked, kept, shared, kept_until, kept_open, overwritten, shared_keys, shared_keys_more, along_deleted, along_detached, obstacles, decide, decide_lede, whose, keep, detach, blank, large_share, decide_button, approve, approve_hint, approve_button, approvals, done, done_lede, answer_lost, before, after, clean, left, by_hand_instead, expiring_others, expiring_no_way, expiring_open, hidden, collateral, ended, suppressed, remarks, pending, calls, waits_for, waits_for_exports, goes_ahead, ahead_hint, ahead_button, log_ahead, earlier_first, nothing_to_wait_for, approve_at, knows_no, copy_link, copy_attached, copy_elsewhere, copy_otherwise, copy_how, copy_button, copy_logged,
    }
}
