//! What staff, or systems, would have written into the samples.

use crate::words::{catalogue::catalogue, language::Language};

catalogue! {
    /// The texts of one language.
    Texts { doubt, needed, many, answer, question, corrected, purpose, kept_there, weighed,
        use_stopped, looked, decision, erased, law_keeps, field, gone,
    }
}

const EN: Texts = Texts {
    doubt: "The address of the account was changed yesterday.",
    needed: "The month in which you signed up.",
    many: "Your data lies in twelve systems.",
    answer: "Your name now reads <Ada> & Co.",
    question: "Did you ever use another address?",
    corrected: "Your address was wrong and has been corrected.",
    purpose: "Web shop: selling (contract)",
    kept_there: "Newsletter",
    weighed: "We have weighed it: your situation counts for more.",
    use_stopped: "Web shop: keeping fraud away",
    looked: "A person has looked into it.",
    decision: "Blocking of an account\nHow it is made: a rule counts failed payments.\nWhat it means to you: you cannot order.",
    erased: "Your account is gone.",
    law_keeps: "The law requires us to keep invoices (Art. 17(3)(b)).",
    field: "Your name",
    gone: "The company does not exist any more.",
};

const FR: Texts = Texts {
    doubt: "L’adresse du compte a été changée hier.",
    needed: "Le mois de votre inscription.",
    many: "Vos données se trouvent dans douze systèmes.",
    answer: "Votre nom est maintenant <Ada> & Co.",
    question: "Avez-vous utilisé une autre adresse\u{a0}?",
    corrected: "Votre adresse était fausse et a été corrigée.",
    purpose: "Boutique\u{a0}: vente (contrat)",
    kept_there: "Lettre d’information",
    weighed: "Nous l’avons pesé\u{a0}: votre situation l’emporte.",
    use_stopped: "Boutique\u{a0}: lutte contre la fraude",
    looked: "Une personne l’a examiné.",
    decision: "Blocage d’un compte\nComment elle est prise\u{a0}: une règle compte les paiements échoués.\nCe qu’elle signifie pour vous\u{a0}: vous ne pouvez pas commander.",
    erased: "Votre compte n’existe plus.",
    law_keeps: "La loi nous oblige à garder les factures (art. 17(3)(b)).",
    field: "Votre nom",
    gone: "L’entreprise n’existe plus.",
};

const DE: Texts = Texts {
    doubt: "Die Adresse des Kontos wurde gestern geändert.",
    needed: "Der Monat, in dem Sie sich angemeldet haben.",
    many: "Ihre Daten liegen in zwölf Systemen.",
    answer: "Ihr Name lautet jetzt <Ada> & Co.",
    question: "Haben Sie je eine andere Adresse benutzt?",
    corrected: "Ihre Adresse war falsch und ist berichtigt.",
    purpose: "Webshop: Verkauf (Vertrag)",
    kept_there: "Rundbrief",
    weighed: "Wir haben abgewogen: Ihre Lage wiegt schwerer.",
    use_stopped: "Webshop: Betrug abwehren",
    looked: "Ein Mensch hat es sich angesehen.",
    decision: "Sperren eines Kontos\nWie sie entsteht: Eine Regel zählt gescheiterte Zahlungen.\nWas sie für Sie bedeutet: Sie können nicht bestellen.",
    erased: "Ihr Konto ist weg.",
    law_keeps: "Das Gesetz verlangt, Rechnungen aufzubewahren (Art. 17(3)(b)).",
    field: "Ihr Name",
    gone: "Die Firma gibt es nicht mehr.",
};

/// Those of a language.
pub const fn of(language: Language) -> &'static Texts {
    match language {
        Language::En => &EN,
        Language::Fr => &FR,
        Language::De => &DE,
    }
}
