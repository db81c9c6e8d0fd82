//! In French.

use super::{AboutWords, Bases, CNIL, ICO};

/// The texts.
pub const WORDS: AboutWords = AboutWords {
    bases: Bases {
        consent: "vous y avez consenti (art. 6, § 1, a)",
        contract: "nous en avons besoin pour notre contrat avec vous (art. 6, § 1, b)",
        legal_obligation: "une loi l’exige (art. 6, § 1, c)",
        vital_interests: "la vie ou la santé d’une personne en dépend (art. 6, § 1, d)",
        public_task: "une mission d’intérêt public (art. 6, § 1, e)",
        recognised_legitimate_interest: "un intérêt reconnu par le droit britannique (UK GDPR, art. 6, § 1, ea)",
        legitimate_interests: "nos intérêts légitimes, ou ceux d’autrui (art. 6, § 1, f)",
    },
    authorities: [CNIL, ICO],
    held_for: "un de nos clients, qui décide de leur utilisation",
    request_record: "Nous gardons une trace de cette demande pour prouver que nous y avons répondu, car des réclamations sont possibles. Elle ne contient aucune copie de vos données, et est gardée {0} ans au plus après la clôture de la demande.",
    request_record_one: "Nous gardons une trace de cette demande pour prouver que nous y avons répondu, car des réclamations sont possibles. Elle ne contient aucune copie de vos données, et est gardée un an au plus après la clôture de la demande.",
    left_out: "Rien ici n’est utilisé avec votre consentement ou pour un contrat avec vous ; le droit d’emporter vos \
        données ne s’y applique donc pas (art. 20, § 1, a). Vous pouvez demander une copie de tout.",
};
