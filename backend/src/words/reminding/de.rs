//! Of reminders to staff, in German.

use super::Reminding;

/// All of it.
pub const WORDS: Reminding = Reminding {
    days: "in {0} Tagen",
    line: "{0}: {1}, {2}",
    tomorrow: "morgen",
    today: "heute",
    letter: "Erinnerung an Mitarbeitende",
    log: "Mitarbeitende wurden erinnert",
    late: "Überfällig: Die Antwort war am {0} fällig. Antworten Sie jetzt und sagen Sie der Person, warum es spät ist.",
    late_safe: "Nach der strengsten Lesart war die Antwort am {0} fällig.",
};
