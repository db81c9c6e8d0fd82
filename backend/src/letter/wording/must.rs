//! What each letter must say, held against its sample in every language.

use super::{
    checks::all,
    must_tell::{MUST_TELL, Must},
    samples::texts,
};
use crate::words::language::Language;

/// Stands for why staff ask, in the language of the letter.
const DOUBT: &str = "{doubt}";

/// Stands for what staff ask for.
const NEEDED: &str = "{needed}";

/// What these letters have to say, beside what staff wrote: one phrase for each thing, by language.
const MUST: [Must; 21] = [
    // Whom to ask, and that nothing was passed on.
    (
        "redirect_elsewhere",
        [
            &["Please ask:", "chat.example.net", "We passed nothing on", "ico.org.uk"],
            &["Adressez-vous à", "chat.example.net", "Nous n’y avons rien transmis", "ico.org.uk"],
            &["wenden Sie sich an:", "chat.example.net", "Wir haben nichts dorthin weitergegeben", "ico.org.uk"],
        ],
    ),
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
                "Art. 12(6)",
            ],
            &[
                DOUBT,
                NEEDED,
                "page de votre demande",
                "pas besoin d’une copie",
                "cachez",
                "nous supprimons la",
                "commence",
                "art. 12(6)",
            ],
            &[
                DOUBT,
                NEEDED,
                "Seite Ihrer Anfrage",
                "brauchen keine Kopie",
                "Decken Sie",
                "löschen die Kopie",
                "beginnt",
                "Art. 12(6)",
            ],
        ],
    ),
    // Which authority, that the person is written to only if needed, how delivery is secured.
    (
        "verify_agent",
        [
            &[NEEDED, "authority in writing", "to the person themselves only if we need", "encrypted", "Art. 12(6)"],
            &[NEEDED, "mandat écrit", "à la personne elle-même que si c’est nécessaire", "chiffrée", "art. 12(6)"],
            &[NEEDED, "schriftliche Vollmacht", "Der Person selbst schreiben wir nur", "verschlüsselt", "Art. 12(6)"],
        ],
    ),
    // The exact question, why, that the request may stay as it is, that the clock is stopped from today, what comes anyway.
    (
        "clarify",
        [
            &[NEEDED, DOUBT, "keep it as it is", "stands still from today", "in any case", "Art. 12A(5)", "recital 63"],
            &[NEEDED, DOUBT, "garder telle", "s’arrête aujourd’hui", "en tout cas", "art. 12A(5)"],
            &[NEEDED, DOUBT, "lassen, wie sie ist", "steht ab heute still", "in jedem Fall", "Art. 12A(5)"],
        ],
    ),
    // How much, how it was worked out, why, that one can withdraw without paying.
    (
        "fee",
        [
            &["£20", NEEDED, DOUBT, "without paying", "Art. 12(5), 15(3)"],
            &["20 £", NEEDED, DOUBT, "sans rien payer", "art. 12(5), 15(3)"],
            &["20 £", NEEDED, DOUBT, "ohne etwas zu zahlen", "Art. 12(5), 15(3)"],
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
    // What is locked, since when, what may be done with it (Art. 18(2)), that the person hears before it ends (Art. 18(3)).
    (
        "fulfil_restriction",
        [
            &[
                "EMS: since 2 December 2026",
                "for legal claims",
                "We tell you before the lock ends",
                "is told as well",
                "when the lock ends",
            ],
            &[
                "EMS : depuis le 2 décembre 2026",
                "droits en justice",
                "avant la fin du verrou",
                "en sont informés",
                "à la fin du verrouillage",
            ],
            &[
                "EMS: seit dem 2. Dezember 2026",
                "Rechtsansprüche",
                "Bevor die Einschränkung endet",
                "erfährt davon",
                "wenn die Einschränkung endet",
            ],
        ],
    ),
    // That it stopped, from when, for which purposes; whether the data is erased or stays; that it was locked meanwhile.
    (
        "fulfil_objection",
        [
            &["we stopped on 14 December 2026", "keeping fraud away", "we delete it", "stays with us", "was locked"],
            &["avons cessé le 14 décembre 2026", "contre la fraude", "l’effaçons", "demeure chez nous", "verrouillées"],
            &[
                "Seit dem 14. Dezember 2026 tun wir das nicht mehr",
                "Betrug abwehren",
                "Wir löschen es",
                "bleibt bei uns",
                "eingeschränkt",
            ],
        ],
    ),
    // Whether such a decision exists, by what logic, the result of the review, how to add a view and contest.
    (
        "fulfil_automated",
        [
            &[
                "by a machine alone",
                "a rule counts",
                "A person looked at it again on 9 December 2026",
                "contest the result",
            ],
            &["une machine seule", "une règle compte", "l’a réexaminée le 9 décembre 2026", "contester un résultat"],
            &["eine Maschine allein", "Eine Regel zählt", "am 9. Dezember 2026 neu geprüft", "ein Ergebnis anfechten"],
        ],
    ),
    (
        "fulfil_automated_none",
        [
            &["No decision about you", "contest the result"],
            &["Aucune décision vous concernant", "contester un résultat"],
            &["Keine Entscheidung über Sie", "ein Ergebnis anfechten"],
        ],
    ),
    // What was erased, where and when; what stays, why, until when; backups, and until when; recipients; the record.
    (
        "fulfil_erasure_with_rest",
        [
            &[
                "EMS - done on 2 December 2026 - deleted: 4",
                "What stays, and why",
                "until 31 December 2026",
                "Art. 17(3)(b)",
                "backups are beyond use",
                "gone by 31 December 2026",
                "is told as well",
                "a record",
            ],
            &[
                "EMS - fait le 2 décembre 2026 - effacé : 4",
                "Ce qui reste, et pourquoi",
                "31 décembre 2026",
                "art. 17(3)(b)",
                "sauvegardes ne servent plus",
                "disparaît d’ici au 31 décembre 2026",
                "en sont informés",
                "une trace",
            ],
            &[
                "EMS - erledigt am 2. Dezember 2026 - gelöscht: 4",
                "Was bleibt, und warum",
                "31. Dezember 2026",
                "Art. 17(3)(b)",
                "Sicherungen verwendet niemand mehr",
                "bis zum 31. Dezember 2026 ist die letzte Sicherung weg",
                "erfährt davon",
                "Vermerk",
            ],
        ],
    ),
    // What was corrected, that the former value is not used any more, and which recipients were told.
    (
        "fulfil_rectification",
        [
            &[
                "What became of your corrections",
                "EMS - ",
                "Your name",
                "is no longer used",
                "Mailer Ltd: told on 2 December 2026",
            ],
            &[
                "Ce que sont devenues vos corrections",
                "EMS - ",
                "Votre nom",
                "n’est plus utilisé",
                "Mailer Ltd : prévenu le 2 décembre 2026",
            ],
            &[
                "Was aus Ihren Berichtigungen geworden ist",
                "EMS - ",
                "Ihr Name",
                "wird nicht mehr verwendet",
                "Mailer Ltd: am 2. Dezember 2026 informiert",
            ],
        ],
    ),
    // What is refused, the facts, the ground with its article, and each way to complain.
    (
        "refuse",
        [
            &[
                "We do not do this",
                "twelve systems",
                "Art. 17(3)(b)",
                "ico.org.uk",
                "cnil.fr",
                "go to court",
                "ask again",
            ],
            &[
                "Nous ne le ferons pas",
                "douze systèmes",
                "art. 17(3)(b)",
                "ico.org.uk",
                "cnil.fr",
                "tribunal",
                "à nouveau",
            ],
            &[
                "Das tun wir nicht",
                "zwölf Systemen",
                "Art. 17(3)(b)",
                "ico.org.uk",
                "cnil.fr",
                "Gericht",
                "wieder fragen",
            ],
        ],
    ),
    // How long in all, by when, and why.
    (
        "extend",
        [
            &["1 March 2027", "three months after your request", "twelve systems"],
            &["1er mars 2027", "douze systèmes"],
            &["1. März 2027", "zwölf Systemen"],
        ],
    ),
    // That nothing is held, where we looked, and where nobody could.
    (
        "nothing_held",
        [
            &["found none", "- EMS - Sentry", "cannot say what is held there: - IRC"],
            &["trouvé aucune", "- EMS - Sentry", "ne pouvons dire ce qui s’y trouve : - IRC"],
            &["keine gefunden", "- EMS - Sentry", "können nicht sagen, was dort ist: - IRC"],
        ],
    ),
    // What the right reaches, that something else is held and where, where nobody looked, and how one gets a copy.
    (
        "nothing_portable",
        [
            &["Art. 20", "does not reach: - EMS", "may hold data about you: - Sentry", "cannot say", "Art. 15"],
            &["art. 20", "ne couvre pas : - EMS", "données sur vous : - Sentry", "ne pouvons dire", "art. 15"],
            &["Art. 20", "nicht gilt: - EMS", "Daten über Sie sein: - Sentry", "nicht sagen", "Art. 15"],
        ],
    ),
    // Before it ends: when, why, what then.
    (
        "restriction_lift",
        [
            &["14 December 2026", "has been corrected", "we may use the data again", "before that day"],
            &["14 décembre 2026", "a été corrigée"],
            &["14. Dezember 2026", "ist berichtigt"],
        ],
    ),
    // What was done, by which name the person is known, when, and what is expected.
    (
        "recipient_notice_erased",
        [
            &["3 December 2026", "ada@example.org", "Please erase", "17 December 2026", "Art. 19"],
            &["3 décembre 2026", "ada@example.org", "17 décembre 2026", "Art. 19"],
            &["3. Dezember 2026", "ada@example.org", "17. Dezember 2026", "Art. 19"],
        ],
    ),
];

/// The phrases that a text lacks, in their order.
fn lacking(text: &str, must: &[&str], language: Language) -> Vec<String> {
    let texts = texts::of(language);
    let phrases = must.iter().map(|part| part.replace(DOUBT, texts.doubt).replace(NEEDED, texts.needed));
    phrases.filter(|part| !text.contains(part.as_str())).collect()
}

/// Each letter of which it is known what it must say: its name, the language, all of its words in one line, and the phrases.
fn each() -> impl Iterator<Item = (&'static str, Language, String, &'static [&'static str])> {
    Language::ALL.into_iter().enumerate().flat_map(|(place, language)| {
        let letters = all(language);
        MUST.into_iter().chain(MUST_TELL).map(move |(name, must)| {
            let found = letters.iter().find(|it| it.name == name).expect("a letter");
            let text = found.letter.body.split_whitespace().collect::<Vec<_>>().join(" ");
            (name, language, text, must[place])
        })
    })
}

#[test]
fn a_letter_says_all_that_it_must() {
    for (name, language, text, must) in each() {
        let lacking = lacking(&text, must, language);
        assert!(lacking.is_empty(), "{name} in {} lacks {lacking:?}: {text}", language.code());
    }
}

#[test]
fn a_letter_that_leaves_out_what_it_must_say_is_found() {
    let texts = texts::of;
    for (name, language, text, must) in each() {
        for phrase in must {
            let phrase = phrase.replace(DOUBT, texts(language).doubt).replace(NEEDED, texts(language).needed);
            let shorter = text.replace(&phrase, "");
            assert!(lacking(&shorter, must, language).contains(&phrase), "{name} in {}: {phrase}", language.code());
        }
    }
}

#[test]
fn nobody_is_said_to_have_looked_where_nobody_did() {
    for (language, claim) in [
        (Language::En, "A person looked at it again"),
        (Language::Fr, "Une personne l’a réexaminée"),
        (Language::De, "Ein Mensch hat sie am"),
    ] {
        let says = |name: &str| {
            let letters = all(language);
            let letter = &letters.iter().find(|it| it.name == name).expect("a letter").letter;
            letter.body.split_whitespace().collect::<Vec<_>>().join(" ").contains(claim)
        };
        assert!(says("fulfil_automated"), "in {}", language.code());
        assert!(!says("fulfil_automated_not_reviewed") && !says("fulfil_automated_none"), "in {}", language.code());
    }
}
