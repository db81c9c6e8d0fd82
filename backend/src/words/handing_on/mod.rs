//! Of requests that are merged, passed on to a customer, or held up by what was learned of the person.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    HandingOn {
        asked_again, log_reminded, log_merged, log_passed_on, letter_merged, letter_redirect, letter_customer, status_merged, pass_on, customer, customer_hint, mailed_to, nobody_mailed, pass_on_button, notice_passed_on, no_customer, illegal_merge, illegal_pass_on, title, lede, note, what, child, deceased, how, note_button, undecided, locked, decide, decision, go_on, erase, close, why, decide_button, notice_noted, notice_decided, log_noted, log_decided, has_died, officer_decides, authority, authority_checked, no_authority, status_passed_on,
        wish, wish_choose, wish_child_erase, wish_child_keep, wish_guardian_erase, wish_guardian_keep, wish_not_asked, no_wish,
        wants_erasure, erasure_there, log_child, log_taken_up, illegal_take_up,
    }
}
