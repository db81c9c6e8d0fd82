//! Where staff find what comes next: the next step on a ticket, and the further pages.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Guiding {
        more, wait_confirm, look_and_start, undecided, complaint, replied, asked, claims, further, running, given_up,
        approve_erasure, erase, approve_correction, correct, lock, unlock, stop, look_again, look, agree, agree_wait,
        weigh, review, inform, hand_over, package_look, package_failed, package_building, answered, tell, lock_stands,
        no_reply, closed, erase_waits, erase_waits_first, approved_by_you, erased_but, correct_said, lock_first,
        lock_ends, erasure_begins, erasure_later, approve_hint_alone, rows_open, rows_by_rule, stop_marketing,
        stop_consent, stop_situation, not_looked, release_undecided, letter_to_copy, letter_known_as, letter_names,
    }
}
