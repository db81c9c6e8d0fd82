//! Of decisions by machines, in German.

use super::Reviewing;

/// All of it.
pub const WORDS: Reviewing = Reviewing {
    logic: "Wie sie zustande kommt:",
    significance: "Was sie für Sie bedeutet:",
    effects: "Was sie bewirken soll:",
    upheld: "Die Entscheidung bleibt, wie sie war",
    changed: "Die Entscheidung wird geändert",
    withdrawn: "Die Entscheidung gilt nicht mehr",
    none_told: "Keine Entscheidung über Sie mit rechtlicher oder ebenso schwerer Wirkung trifft eine Maschine allein.",
    listed_told: "Die Entscheidungen, die eine Maschine ohne einen Menschen trifft:",
    reviewed_told: "Ein Mensch hat sie am {0} neu geprüft. {1}: {2}",
    not_reviewed_told: "Für diese Antwort hat niemand eine solche Entscheidung über Sie neu geprüft.",
    view_told: "Sie können uns jederzeit Ihre Sicht sagen oder das Ergebnis anfechten: Schreiben Sie uns, und ein Mensch sieht es sich an.",
    listed: "Entscheidungen einer Maschine allein",
    forbidden: "Das Recht dieses Vorgangs erlaubt diese Entscheidung auf ihrer Grundlage nicht.",
    none_listed: "Keine ist verzeichnet. Wenn Sie von keiner wissen, antworten Sie, dass es keine gibt: Der Grund ist im Formular vorgeschlagen.",
    their_view: "Was die Person geschrieben hat",
    no_view: "Die Person hat nicht geschrieben, was sie denkt. Fragen Sie, bevor Sie entscheiden.",
    review: "Neu entscheiden",
    decision: "Welche Entscheidung",
    verdict: "Was Sie entscheiden",
    reason: "Warum",
    reason_hint: "Die Person liest das, in ihrer Sprache.",
    button: "Entscheidung aufschreiben",
    reviewed: "{0}: {1} ({2}, {3})",
    log_reviewed: "Die Entscheidung einer Maschine wurde neu getroffen",
    no_such: "Wählen Sie eine Entscheidung aus der Liste und was Sie entscheiden.",
    not_reviewed: "Entscheiden Sie zuerst die verzeichneten Entscheidungen neu: Ein Mensch muss hingesehen haben.",
};
