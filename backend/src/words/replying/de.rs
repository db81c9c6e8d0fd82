//! Of saved reply texts, in German.

use super::Replying;

/// All of it.
pub const WORDS: Replying = Replying {
    title: "Gespeicherte Texte",
    lede: "Was oft geschrieben wird, einmal aufbewahrt. Wählen Sie auf einem Ticket einen in seiner Sprache: Er kommt ausgefüllt ins Formular, und Sie lesen ihn, bevor Sie ihn senden.",
    none: "Kein Text ist gespeichert.",
    new: "Einen Text speichern",
    new_button: "Text speichern",
    name: "Name",
    right: "Für Anfragen zu",
    any_right: "Jedes Recht, und Nachrichten",
    language: "Sprache",
    body: "Text",
    body_hint: "Platzhalter: {reference}, {received}, {due}, {company}, {contact}, {status_page}, {staff}. Nichts anderes darf in geschweiften Klammern stehen.",
    change: "Ändern",
    change_button: "Änderung speichern",
    retire: "Nicht mehr anbieten",
    added: "Der Text ist gespeichert.",
    changed: "Der Text ist geändert. Was vorher gesendet wurde, bleibt, wie es war.",
    retired: "Der Text wird nicht mehr angeboten.",
    no_name: "Geben Sie ihm einen einzeiligen Namen mit höchstens 100 Zeichen.",
    wrong_place: "Das ist kein Platzhalter. Nehmen Sie die genannten, und keine anderen Klammern.",
    saved: "Gespeicherter Text",
    fill: "Ins Formular übernehmen",
    no_such: "Wählen Sie einen gespeicherten Text in der Sprache der Person.",
};
