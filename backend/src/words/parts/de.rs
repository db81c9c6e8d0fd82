//! Of erasures of a part only, in German.

use super::Parts;

/// All of it.
pub const WORDS: Parts = Parts {
    ask: "Wo sollen wir Ihre Daten löschen?",
    ask_hint: "Alles ist ausgewählt. Nehmen Sie weg, was bleiben soll.",
    keep_account: "Mein Konto behalten",
    keep_account_hint: "Das Konto selbst wird nicht geschlossen.",
    only: "nur in {0}",
    account_stays: "das Konto bleibt",
    everything: "überall",
    none_chosen: "Wählen Sie mindestens einen Ort, an dem gelöscht werden soll.",
    asked: "Zu löschen:",
    change: "Ändern, was gelöscht wird",
    change_hint: "In diesen Systemen löschen",
    change_button: "Ändern und der Person sagen",
    told: "Wir haben geändert, wo wir Ihre Daten löschen. Jetzt gilt: {0}. Wenn Sie das nicht möchten, schreiben Sie uns bitte.",
    log_changed: "Was gelöscht wird, wurde geändert",
    asked_already: "Die Systeme sind schon gefragt: Was von ihnen verlangt wird, steht fest.",
};
