//! Of later looks, in German.

use super::Again;

/// All of it.
pub const WORDS: Again = Again {
    banner: "Gelöschtes ist wieder da oder konnte nicht gesucht werden: {0}",
    title: "Wieder da",
    lede: "Jede Löschung wird nach einer Stunde, einem Tag und drei Monaten noch einmal geprüft, und jede Nacht werden alle Systeme mit dem Löschbuch verglichen. Darum muss sich jemand kümmern.",
    none: "Nichts Gelöschtes ist zurückgekommen.",
    caption: "Was gefunden wurde, das Älteste zuerst",
    system: "System",
    when: "Gefunden",
    what: "Was",
    of: "Wo oder wer",
    left: "Etwas Gelöschtes ist da",
    back: "Gelöschte Personen sind wieder da (Zeilen des Löschbuchs)",
    unable: "Es ließ sich nicht feststellen",
    seen_button: "Erledigt: {0}",
    what_to_do: "Nach dem Einspielen einer Sicherung löscht „rightsdesk ledger replay“ sie erneut. Jemand kann auch von selbst zurückgekommen sein, mit einem neuen Konto: Dann ist nichts zu tun.",
};
