//! In German.

use super::{AboutWords, Bases, CNIL, ICO};

/// The texts.
pub const WORDS: AboutWords = AboutWords {
    bases: Bases {
        consent: "Sie haben eingewilligt (Art. 6 Abs. 1 Buchst. a)",
        contract: "wir brauchen es für unseren Vertrag mit Ihnen (Art. 6 Abs. 1 Buchst. b)",
        legal_obligation: "ein Gesetz verlangt es (Art. 6 Abs. 1 Buchst. c)",
        vital_interests: "Leben oder Gesundheit eines Menschen hängen davon ab (Art. 6 Abs. 1 Buchst. d)",
        public_task: "eine Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e)",
        recognised_legitimate_interest: "ein im britischen Recht anerkanntes Interesse (UK GDPR Art. 6 Abs. 1 Buchst. ea)",
        legitimate_interests: "unsere berechtigten Interessen oder die anderer (Art. 6 Abs. 1 Buchst. f)",
    },
    authorities: [CNIL, ICO],
    held_for: "einen unserer Kunden, der über die Verwendung entscheidet",
    request_record: "Wir bewahren einen Nachweis dieser Anfrage auf, um zu zeigen, dass wir sie beantwortet haben, weil Ansprüche dazu möglich sind. Er enthält keine Kopie Ihrer Daten und bleibt höchstens {0} Jahre nach dem Abschluss der Anfrage.",
    request_record_one: "Wir bewahren einen Nachweis dieser Anfrage auf, um zu zeigen, dass wir sie beantwortet haben, weil Ansprüche dazu möglich sind. Er enthält keine Kopie Ihrer Daten und bleibt höchstens ein Jahr nach dem Abschluss der Anfrage.",
    left_out: "Nichts hier wird mit Ihrer Einwilligung oder für einen Vertrag mit Ihnen verwendet; das Recht, Ihre \
        Daten mitzunehmen, gilt dafür nicht (Art. 20 Abs. 1 Buchst. a). Sie können stattdessen eine Kopie von allem \
        verlangen.",
};
