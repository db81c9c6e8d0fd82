//! Of erasures of a part only: what the person chooses, and what staff read of it.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Parts {
        ask, ask_hint, keep_account, keep_account_hint, only, account_stays, everything, none_chosen, asked, change, change_hint, change_button, told, log_changed, asked_already,
    }
}
