//! What a person reads of an erasure once it is done: what went in each system, what stays, why and until when.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Erased {
        title, done_on, deleted, hidden, hidden_one, blanked, ended, suppressed, shared, kept_until, kept, expiring_others_until, expiring_others, expiring_no_way_until, expiring_no_way, gap_others, gap_no_way, other_ground, nothing, not_looked, not_looked_in, by_hand, left_alone, not_done, read_back, left, stopped, taken_back, given_up, withdrawn_begun, log_broken_off,
    }
}
