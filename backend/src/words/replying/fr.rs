//! Of saved reply texts, in French.

use super::Replying;

/// All of it.
pub const WORDS: Replying = Replying {
    title: "Textes enregistrés",
    lede: "Ce qui s’écrit souvent, gardé une fois. Sur un ticket, choisissez-en un dans sa langue\u{a0}: il entre dans le formulaire, rempli, et vous le lisez avant de l’envoyer.",
    none: "Aucun texte n’est enregistré.",
    new: "Enregistrer un texte",
    new_button: "Enregistrer le texte",
    name: "Nom",
    right: "Pour les demandes de",
    any_right: "Tout droit, et les messages",
    language: "Langue",
    body: "Texte",
    body_hint: "Champs\u{a0}: {reference}, {received}, {due}, {company}, {contact}, {status_page}, {staff}. Rien d’autre ne peut être entre accolades.",
    change: "Modifier",
    change_button: "Enregistrer la modification",
    retire: "Ne plus le proposer",
    added: "Le texte est enregistré.",
    changed: "Le texte est modifié. Ce qui a été envoyé avant reste tel quel.",
    retired: "Le texte n’est plus proposé.",
    no_name: "Donnez-lui un nom d’une ligne, de 100 caractères au plus.",
    wrong_place: "Ce n’est pas un champ. Utilisez ceux de la liste, et aucune autre accolade.",
    saved: "Texte enregistré",
    fill: "Le mettre dans le formulaire",
    no_such: "Choisissez un texte enregistré dans la langue de la personne.",
};
