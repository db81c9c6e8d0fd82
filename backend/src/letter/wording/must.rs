//! What each letter must say, held against its sample in every language.

use super::samples::{DOUBT, NEEDED, all};
use crate::words::language::Language;

/// What these letters have to say, beside what staff wrote: one phrase for each thing, by language.
const MUST: [(&str, [&[&str]; 3]); 8] = [
    // Who decides, that it was passed on, and when.
    (
        "redirect_processor",
        [
            &["Acme Ltd", "They decide", "2 December 2026", "passed your request on"],
            &["Acme Ltd", "l’on décide", "2 décembre 2026", "avons transmis votre demande"],
            &["Acme Ltd", "wird darüber entschieden", "2. Dezember 2026", "weitergegeben"],
        ],
    ),
    // That it came, when, its number, and that it is looked into.
    (
        "complaint_ack",
        [
            &["received your complaint", "1 December 2026", "DR-7KQ4-M2XW/1", "will look into it"],
            &["reçu votre réclamation", "1er décembre 2026", "DR-7KQ4-M2XW/1", "va l’examiner"],
            &["Ihre Beschwerde", "1. Dezember 2026", "DR-7KQ4-M2XW/1", "Ein Mensch prüft sie"],
        ],
    ),
    // What we found, what we did, and the Commissioner.
    (
        "complaint_outcome",
        [
            &[DOUBT, NEEDED, "ico.org.uk", "you can go on"],
            &[DOUBT, NEEDED, "ico.org.uk", "aller plus loin"],
            &[DOUBT, NEEDED, "ico.org.uk", "weitergehen"],
        ],
    ),
    // Why we doubt, what we need and the easiest way, no copy of a document; if one: what to cover, deleted at once.
    (
        "verify_identity",
        [
            &[
                DOUBT,
                NEEDED,
                "page of your request",
                "do not need a copy",
                "cover everything",
                "we delete the copy",
                "begins",
            ],
            &[
                DOUBT,
                NEEDED,
                "page de votre demande",
                "pas besoin d’une copie",
                "cachez",
                "nous supprimons la",
                "commence",
            ],
            &[
                DOUBT,
                NEEDED,
                "Seite Ihrer Anfrage",
                "brauchen keine Kopie",
                "Decken Sie",
                "löschen die Kopie",
                "beginnt",
            ],
        ],
    ),
    // Which authority, that the person is written to only if needed, how delivery is secured.
    (
        "verify_agent",
        [
            &[NEEDED, "authority in writing", "to the person themselves only if we need", "encrypted"],
            &[NEEDED, "mandat écrit", "à la personne elle-même que si c’est nécessaire", "chiffrée"],
            &[NEEDED, "schriftliche Vollmacht", "Der Person selbst schreiben wir nur", "verschlüsselt"],
        ],
    ),
    // The exact question, why, that the request may stay as it is, that the clock is stopped from today, what comes anyway.
    (
        "clarify",
        [
            &[NEEDED, DOUBT, "keep it as it is", "stands still from today", "in any case"],
            &[NEEDED, DOUBT, "garder telle", "s’arrête aujourd’hui", "en tout cas"],
            &[NEEDED, DOUBT, "lassen, wie sie ist", "steht ab heute still", "in jedem Fall"],
        ],
    ),
    // How much, how it was worked out, why, that one can withdraw without paying.
    (
        "fee",
        [
            &["£20", NEEDED, DOUBT, "without paying"],
            &["£20", NEEDED, DOUBT, "sans rien payer"],
            &["£20", NEEDED, DOUBT, "ohne etwas zu zahlen"],
        ],
    ),
    // What was asked and when, how to open it again.
    (
        "closed_no_reply",
        [
            &[NEEDED, "1 December 2026", "opened again", "access code"],
            &[NEEDED, "1er décembre 2026", "rouvrir", "code d’accès"],
            &[NEEDED, "1. Dezember 2026", "wieder öffnen", "Zugangscode"],
        ],
    ),
];

#[test]
fn a_letter_that_asks_says_all_that_it_must() {
    for (place, language) in Language::ALL.into_iter().enumerate() {
        let letters = all(language);
        for (name, must) in MUST {
            let (_, letter) = letters.iter().find(|(it, _)| *it == name).expect("a letter");
            let text = letter.body.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in must[place] {
                assert!(text.contains(part), "{name} in {} lacks {part:?}: {text}", language.code());
            }
        }
    }
}
