//! Of one part of a request that is withdrawn, in German.

use super::TakingBack;

/// All of it.
pub const WORDS: TakingBack = TakingBack {
    one: "Nur diesen Teil zurückziehen",
    needs_link: "Um einen Teil Ihrer Anfrage zurückzuziehen und den Rest zu behalten, öffnen Sie zuerst einen Link, den wir an die Adresse schicken, die Sie bestätigt haben.",
    title: "Diesen Teil Ihrer Anfrage zurückziehen?",
    text: "Wir hören auf, daran zu arbeiten. Was schon erledigt ist, bleibt bestehen.",
    others: "Der Rest geht weiter:",
    no_copy: "Sie haben uns um eine Kopie gebeten und darum, Ihre Daten zu löschen. Ohne die Kopie löschen wir gleich. Was gelöscht ist, lässt sich nicht mehr kopieren, von niemandem und nie.",
    button: "Diesen Teil zurückziehen",
    keep: "Nein, alles behalten, worum ich gebeten habe",
    taken_back: "Zurückgezogen",
    record: "Aufnehmen, dass dieser Teil zurückgezogen ist…",
    record_hint: "Bleibt als interne Notiz. Der Rest geht weiter; die Person liest das auf ihrer Seite, und in einer Mail, wenn eine sie erreicht.",
    record_no_copy: "Ohne diese Kopie wartet die Löschung auf nichts mehr: Nehmen Sie es nur auf, wenn die Person schriftlich auf die Kopie verzichtet hat.",
    record_button: "Rücknahme aufnehmen",
    notice: "Es ist aufgenommen, dass dieser Teil zurückgezogen ist. Der Rest geht weiter.",
    log: "{0}: von der Person zurückgezogen; der Rest geht weiter",
    log_no_copy: "{0}: von der Person zurückgezogen, die auf eine Kopie vor der Löschung verzichtet; der Rest geht weiter",
};
