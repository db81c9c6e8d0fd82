//! Auf Deutsch.

use super::Deciding;

/// The words.
pub const WORDS: Deciding = Deciding {
    rests_on: "Worauf das beruht:",
    further_ground: "Ein weiterer Grund",
    evidence: "Beleg für den Grund",
    write_answer: "Antwort schreiben: {0}",
    evidence_hint: "Das lesen nur Mitarbeiter. Eine Ablehnung braucht ihn: Die Beweislast liegt bei uns.",
    evidence_on_file: "Beleg: {0}",
    needs_officer: "Die oder der Datenschutzbeauftragte muss zustimmen.",
    needs_second: "Jemand anderes muss zustimmen, bevor der Mensch es erfährt.",
    proposed: "Vorgeschlagen: {0}",
    proposed_by: "{0}, {1}",
    on_grounds: "Gründe",
    agree: "Zustimmen und dem Menschen schicken",
    agree_hint: "Sie stimmen dem Ergebnis, den Gründen und den Worten zu.",
    send_back: "Zurückgeben",
    send_back_why: "Warum",
    send_back_hint: "Das lesen nur Mitarbeiter.",
    grounds_all: "Was jeder Grund sagt und was belegt sein muss",
    ground_does_not_fit: "Dieser Grund beantwortet diese Anfrage nicht.",
    no_evidence: "Schreiben Sie den Beleg für den Grund auf.",
    already_proposed: "Eine Antwort ist schon vorgeschlagen. Stimmen Sie zu, oder geben Sie sie zurück.",
    own_proposal: "Das haben Sie vorgeschlagen. Jemand anderes muss zustimmen.",
    officer_has_to_agree: "Diesem Grund muss die oder der Datenschutzbeauftragte zustimmen.",
    nothing_proposed: "Für diese Anfrage ist keine Antwort vorgeschlagen.",
    grounds_title: "Gründe von Entscheidungen",
    grounds_lede: "Aus diesen Gründen wird nicht alles getan, worum gebeten wurde, oder nicht sofort. Ein Grund, den nur ein Recht kennt, wird nicht angeboten, wo beide gelten.",
    rights: "Beantwortet",
    provisions: "Vorschriften",
    says: "Was der Mensch liest",
    on_file: "Was belegt sein muss",
    package_first: "Geben Sie das Paket frei, oder verwerfen Sie es und antworten Sie schriftlich: Was verlangt wurde, ist noch nicht hinausgegangen.",
    not_all_done: "Etwas wurde ausgelassen oder nur teilweise getan: Lassen Sie es noch einmal versuchen („… jetzt noch einmal“ bei der Aufgabe) und holen Sie es nach, oder antworten Sie „Teilweise erfüllt“, mit dem Grund.",
};
