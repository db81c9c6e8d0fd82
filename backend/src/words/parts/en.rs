//! Of erasures of a part only, in English.

use super::Parts;

/// All of it.
pub const WORDS: Parts = Parts {
    ask: "From where should we delete your data?",
    ask_hint: "All of it is chosen. Take away what should stay.",
    keep_account: "Keep my account",
    keep_account_hint: "The account itself is not closed.",
    only: "only in {0}",
    account_stays: "the account stays",
    everything: "everywhere",
    none_chosen: "Choose at least one place to delete from.",
    asked: "To be erased:",
    change: "Change what is erased",
    change_hint: "Erase from these systems",
    change_button: "Change it and tell the person",
    told: "We have changed where we will delete your data. It is now: {0}. If that is not what you want, please write to us.",
    log_changed: "What is erased was changed",
    asked_already: "The systems are asked already: what is asked of them stands.",
};
