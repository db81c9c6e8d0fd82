//! Of reminders to staff that a request is due, and of those that are late.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Reminding {
        days, line, tomorrow, today, letter, log, late, late_safe,
    }
}
