//! What stands on the page of evidence about an erasure, around the facts.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    EvidenceWords {
        title, lede, prepared, requests, due, answered, plan, approved, by_nobody, outcome, collection, before, after, found, deleted, blanked, kept, steps, what, rows, duration, status, request_id, read_back, clean, not_clean, columns, again, due_at, looked_at, result, not_yet, ledger, ledger_hint, log, line, hash, head, key, key_hint, by_hand, button,
    }
}
