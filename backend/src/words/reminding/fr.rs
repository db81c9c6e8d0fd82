//! Of reminders to staff, in French.

use super::Reminding;

/// All of it.
pub const WORDS: Reminding = Reminding {
    days: "dans {0} jours",
    line: "{0}\u{a0}: {1}, {2}",
    tomorrow: "demain",
    today: "aujourd’hui",
    letter: "Rappel au personnel",
    log: "Le personnel a reçu un rappel",
    late: "En retard : la réponse était due le {0}. Répondez maintenant, et dites à la personne pourquoi.",
    late_safe: "Selon la lecture la plus stricte, la réponse était due le {0}.",
};
