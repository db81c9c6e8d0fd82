//! Of reminders to staff, in English.

use super::Reminding;

/// All of it.
pub const WORDS: Reminding = Reminding {
    days: "in {0} days",
    line: "{0}: {1}, {2}",
    tomorrow: "tomorrow",
    today: "today",
    letter: "Reminder to staff",
    log: "Staff were reminded",
    late: "Overdue: the answer was due on {0}. Answer now, and tell the person why it is late.",
    late_safe: "On the strictest reading the answer was due on {0}.",
};
