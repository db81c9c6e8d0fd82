//! Of what was erased, in German.

use super::Erased;

/// All of it.
pub const WORDS: Erased = Erased {
    title: "Was wir getan haben, System für System:",
    done_on: "erledigt am {0}",
    deleted: "gelöscht: {0}",
    hidden_one: "davon sofort verborgen und binnen einer Stunde endgültig weg: {0}",
    hidden: "davon sofort verborgen und binnen {1} Stunden endgültig weg: {0}",
    blanked: "aufbewahrt ohne alles, was Sie nennt: {0}",
    ended: "beendete Anmeldungen und Berechtigungen: {0}",
    suppressed: "Einträge, damit Sie in Ruhe gelassen werden; sie bleiben: {0}",
    shared: "betrifft auch andere Menschen, deshalb nicht gelöscht: {0}",
    kept_until: "aufbewahrt bis {1}: {0}. {2}",
    kept: "aufbewahrt: {0}. {1}",
    expiring_others_until: "lässt sich nicht allein löschen, weil es bei Daten anderer Menschen liegt; das System löscht es selbst bis {1}: {0}",
    expiring_others: "lässt sich nicht allein löschen, weil es bei Daten anderer Menschen liegt; das System löscht es mit der Zeit selbst: {0}",
    expiring_no_way_until: "kann niemand löschen; das System löscht es selbst bis {1}: {0}",
    expiring_no_way: "kann niemand löschen; das System löscht es mit der Zeit selbst: {0}",
    gap_others: "es lässt sich nur zusammen mit Daten anderer löschen; es läuft von selbst ab",
    gap_no_way: "der Dienst bietet keinen Weg, es zu löschen; es läuft von selbst ab",
    other_ground: "Wir müssen das aufbewahren.",
    nothing: "dort ist nichts über Sie gespeichert",
    not_looked: "Wo wir nicht suchen konnten, weil diese Systeme Menschen über andere Arten von Namen finden als die, die wir von Ihnen haben:",
    not_looked_in: "Hier konnten wir nicht suchen: dieses System findet Menschen über andere Arten von Namen als die, die wir von Ihnen haben.",
    by_hand: "jemand aus unserem Team hat sich darum gekümmert",
    left_alone: "hier wurde nichts getan",
    not_done: "nicht gelöscht: {0}",
    read_back: "wir haben danach noch einmal nachgesehen: sonst ist nichts von Ihnen übrig",
    left: "nicht gelöscht, weil wir aufhören mussten: {0}",
    stopped: "Das Löschen wurde unterwegs angehalten. Endgültig weg: {0}. Noch da: {1}. Sehen Sie nach, warum es angehalten wurde, und schreiben Sie auf, was aus dem Rest wird; die Person erfährt, was weg ist.",
    taken_back: "Die Anfrage wurde zurückgezogen, während wir löschten. Endgültig weg: {0}. Noch da: {1}.",
    given_up: "Das Löschen endete unterwegs mit einem Fehler. Endgültig weg: {0}. Noch da: {1}. Sehen Sie, was das System sagt, und fragen Sie noch einmal, oder schreiben Sie auf, was aus dem Rest wird; die Person erfährt, was weg ist.",
    withdrawn_begun: "Sie haben diese Anfrage zurückgezogen. Wir hatten schon begonnen zu löschen: was gelöscht war, lässt sich nicht zurückholen. Mehr wird nicht gelöscht.",
    log_broken_off: "Das Löschen wurde unterwegs angehalten, und ein Teil ist weg: {0}",
};
