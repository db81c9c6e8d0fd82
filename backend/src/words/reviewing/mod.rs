//! Of decisions by machines: what staff read, and what the person is told.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Reviewing {
        logic, significance, effects, upheld, changed, withdrawn, none_told, listed_told, reviewed_told, not_reviewed_told, view_told, listed, forbidden, none_listed, their_view, no_view, review, decision, verdict, reason, reason_hint, button, reviewed, log_reviewed, no_such, not_reviewed,
    }
}
