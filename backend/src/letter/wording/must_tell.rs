//! What letters that tell must say, as [`must`](super::must) holds it against their samples.

/// A letter, and what it has to say: one phrase for each thing, by language.
pub(super) type Must = (&'static str, [&'static [&'static str]; 3]);

/// Letters that tell what was done, what lies there, and whom it concerns.
pub(super) const MUST_TELL: [Must; 15] = [
    // Which one, that the rest goes on, and that nothing is copied before it is erased.
    (
        "withdrawn_one",
        [
            &["2 December 2026", "- Send me a copy", "The rest of your request goes on", "without sending you a copy"],
            &["2 décembre 2026", "- ", "Le reste de votre demande", "sans vous envoyer de copie"],
            &["2. Dezember 2026", "- ", "Der Rest Ihrer Anfrage", "ohne Ihnen vorher eine Kopie"],
        ],
    ),
    // That it lies there, how one gets at it, until when, that there is a guide, and that it says what was left out and why.
    (
        "ready_to_fetch",
        [
            &[
                "/files/dG9rZW4",
                "access code",
                "until 30 December 2026",
                "START-HERE.html",
                "what we hold and why",
                "what we left out",
                "for what reason",
                "another form",
            ],
            &[
                "/files/dG9rZW4",
                "code d’accès",
                "jusqu’au 30 décembre 2026",
                "START-HERE.html",
                "ce que nous détenons et pourquoi",
                "laissé de côté",
                "pour quelle raison",
                "sous une autre forme",
            ],
            &[
                "/files/dG9rZW4",
                "Zugangscode",
                "bis zum 30. Dezember 2026",
                "START-HERE.html",
                "was wir haben und warum",
                "was wir weggelassen haben",
                "aus welchem Grund",
                "in einer anderen Form",
            ],
        ],
    ),
    // The same of what comes with the letter: where the passphrase is, and that it is never mailed.
    (
        "attached",
        [
            &[
                "DR-7KQ4-M2XW.zip",
                "passphrase until 30 December 2026",
                "never send the passphrase",
                "START-HERE.html",
                "what we hold and why",
                "what we left out",
                "for what reason",
                "another form",
            ],
            &[
                "DR-7KQ4-M2XW.zip",
                "jusqu’au 30 décembre 2026",
                "jamais la phrase secrète",
                "START-HERE.html",
                "ce que nous détenons et pourquoi",
                "laissé de côté",
                "pour quelle raison",
                "sous une autre forme",
            ],
            &[
                "DR-7KQ4-M2XW.zip",
                "bis zum 30. Dezember 2026",
                "Kennwort nie per E-Mail",
                "START-HERE.html",
                "was wir haben und warum",
                "was wir weggelassen haben",
                "aus welchem Grund",
                "in einer anderen Form",
            ],
        ],
    ),
    // To whom and when, what can be read by machine and how its fields are explained, what is not in it and how to get that, its check sum.
    (
        "handed_over",
        [
            &[
                "straight to Other Ltd",
                "2 December 2026",
                "other services can read",
                "explanation of each field",
                "is not in it",
                "a copy of everything",
                "SHA-256",
            ],
            &[
                "directement à Other Ltd",
                "2 décembre 2026",
                "d’autres services peuvent lire",
                "explication de chaque champ",
                "n’y est pas",
                "une copie de tout",
                "SHA-256",
            ],
            &[
                "direkt an Other Ltd",
                "2. Dezember 2026",
                "andere Dienste lesen können",
                "Erklärung jedes Feldes",
                "ist nicht darin",
                "eine Kopie von allem",
                "SHA-256",
            ],
        ],
    ),
    // That it has stopped, from when, on no condition; that an entry is kept so that it stays so.
    (
        "marketing_stopped",
        [
            &["We have stopped", "3 December 2026", "There is no condition", "one entry on a list"],
            &["Nous avons cessé", "3 décembre 2026", "sans aucune condition", "une entrée sur une liste"],
            &["aufgehört", "3. Dezember 2026", "ohne Bedingung", "einen Eintrag auf einer Liste"],
        ],
    ),
    // That it has stopped, from when; what else goes on and on which basis; what is erased.
    (
        "consent_withdrawn",
        [
            &[
                "We have stopped",
                "3 December 2026",
                "does not rest on your consent",
                "Web shop: selling (contract)",
                "We delete all",
                "Newsletter",
            ],
            &[
                "Nous avons cessé",
                "3 décembre 2026",
                "ne repose pas sur votre consentement",
                "Boutique : vente (contrat)",
                "Nous effaçons tout",
                "Lettre d’information",
            ],
            &[
                "aufgehört",
                "3. Dezember 2026",
                "nicht auf Ihrer Einwilligung beruht",
                "Webshop: Verkauf (Vertrag)",
                "Wir löschen alles",
                "Rundbrief",
            ],
        ],
    ),
    // That the person asks for links, copies and replications to go; of what, and whose.
    (
        "public_notice",
        [
            &[
                "3 December 2026",
                "ada@example.org",
                "made public",
                "links to it, copies and replications",
                "Please erase",
                "17 December 2026",
                "Art. 17(2)",
            ],
            &[
                "3 décembre 2026",
                "ada@example.org",
                "rendues publiques",
                "les liens, les copies et les reproductions",
                "Veuillez effacer",
                "17 décembre 2026",
                "17(2)",
            ],
            &[
                "3. Dezember 2026",
                "ada@example.org",
                "öffentlich gemacht",
                "Links darauf, Kopien und Replikationen",
                "Bitte löschen",
                "17. Dezember 2026",
                "17(2)",
            ],
        ],
    ),
    // That the lock is over, since when, and that nothing else changes.
    (
        "recipient_notice_unrestricted",
        [
            &["3 December 2026", "ada@example.org", "has ended", "need not keep", "stays as it is", "17 December 2026"],
            &[
                "3 décembre 2026",
                "ada@example.org",
                "a pris fin",
                "Vous n’avez plus à garder",
                "reste valable",
                "17 décembre 2026",
            ],
            &[
                "3. Dezember 2026",
                "ada@example.org",
                "ist beendet",
                "nicht länger eingeschränkt halten",
                "bleibt bestehen",
                "17. Dezember 2026",
            ],
        ],
    ),
    // Who was told and when, and who could not be and why.
    (
        "recipients_reply",
        [
            &[
                "Mailer Ltd: told on 2 December 2026",
                "Courier: could not be told. The company does not exist any more.",
            ],
            &[
                "Mailer Ltd : prévenu le 2 décembre 2026",
                "Courier : n’a pas pu être prévenu. L’entreprise n’existe plus.",
            ],
            &[
                "Mailer Ltd: am 2. Dezember 2026 informiert",
                "Courier: konnte nicht informiert werden. Die Firma gibt es nicht mehr.",
            ],
        ],
    ),
    // When the account was closed, by when what hung on it is erased, that a copy can be had before, what stays and why.
    (
        "deactivated",
        [
            &[
                "closed on 1 December 2026",
                "by 31 December 2026",
                "still have a copy",
                "the law makes us keep",
                "legal claim",
            ],
            &[
                "fermé le 1er décembre 2026",
                "d’ici au 31 décembre 2026",
                "encore obtenir une copie",
                "la loi nous oblige à garder",
                "droits en justice",
            ],
            &[
                "am 1. Dezember 2026 wurde Ihr Konto geschlossen",
                "bis zum 31. Dezember 2026",
                "noch eine Kopie",
                "nach dem Gesetz behalten",
                "Rechtsansprüche",
            ],
        ],
    ),
    // What is understood: which use is objected to, and which consent is taken back.
    (
        "acknowledge_aimed",
        [
            &["Stop using my data for advertising", "Take back my consent: Newsletter"],
            &["Ne plus utiliser mes données pour de la publicité", "Retirer mon consentement : Lettre d’information"],
            &["Meine Daten nicht mehr für Werbung verwenden", "Meine Einwilligung zurücknehmen: Rundbrief"],
        ],
    ),
    // Why it was erased: they did not ask for that.
    (
        "fulfil_erasure_after_objection",
        [
            &["you objected to a use", "without your asking", "Art. 17(1)(c)"],
            &["vous avez fait opposition à un usage", "sans que vous ayez à le demander", "art. 17(1)(c)"],
            &["einer Verwendung Ihrer Daten widersprochen", "ohne dass Sie darum bitten", "Art. 17(1)(c)"],
        ],
    ),
    // The same of a consent.
    (
        "fulfil_erasure_after_consent",
        [
            &["you took your consent back", "without your asking", "Art. 17(1)(b)"],
            &["vous avez retiré votre consentement", "sans que vous ayez à le demander", "art. 17(1)(b)"],
            &["Ihre Einwilligung zurückgenommen", "ohne dass Sie darum bitten", "Art. 17(1)(b)"],
        ],
    ),
    // Where nothing was erased, where nobody could be looked for; that something went would not be true.
    (
        "fulfil_erasure_nothing_held",
        [
            &["EMS - nothing about you is held there", "Where we could not look", "- Newsletter", "a record"],
            &[
                "EMS - rien ne vous concerne ici",
                "Où nous n’avons pas pu chercher",
                "- Lettre d’information",
                "une trace",
            ],
            &["EMS - dort ist nichts über Sie gespeichert", "Wo wir nicht suchen konnten", "- Rundbrief", "Vermerk"],
        ],
    ),
    // Which effect on the time belongs to which law.
    (
        "verify_identity_under_both_laws",
        [
            &["law of the United Kingdom: our time to answer you begins", "law of the European Union: until you reply"],
            &[
                "droit du Royaume-Uni : notre délai pour vous répondre commence",
                "droit de l’Union européenne : jusqu’à votre réponse",
            ],
            &[
                "Recht des Vereinigten Königreichs: Unsere Frist für die Antwort beginnt",
                "Recht der Europäischen Union: Bis Sie antworten",
            ],
        ],
    ),
];
