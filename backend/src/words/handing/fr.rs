//! Of data that is sent straight to another provider (Art. 20(2)), in French.

use super::Handing;

/// All of it.
pub const WORDS: Handing = Handing {
    title: "Directement à un autre fournisseur",
    lede: "Si la personne le demande, ce qu’elle peut emporter va directement à quelqu’un dont l’adresse a été vérifiée (art. 20, § 2).",
    receiver: "À qui",
    button: "Envoyer",
    none: "Rien n’a été envoyé.",
    no_receivers: "Aucun destinataire ne figure dans la configuration.",
    state_waiting: "est en cours d’envoi",
    state_sent: "reçu et confirmé",
    state_failed: "n’a pas pu être envoyé",
    answer: "Réponse {0}, somme de contrôle {1}",
    ordered: "L’envoi est en cours.",
    no_such: "Choisissez un destinataire dont l’adresse a été vérifiée",
    not_portable: "Personne ne demande ici d’emporter des données",
    before: "Cela y a déjà été envoyé",
    letter: "Données transmises",
    log_ordered: "Des données vont directement à {0}",
    log_done: "Des données ont été transmises à {0}",
    log_failed: "Des données n’ont pas pu être transmises à {0}",
    back: "Retour au dossier",
};
