//! Of erasures of a part only, in French.

use super::Parts;

/// All of it.
pub const WORDS: Parts = Parts {
    ask: "D’où devons-nous supprimer vos données ?",
    ask_hint: "Tout est choisi. Enlevez ce qui doit rester.",
    keep_account: "Garder mon compte",
    keep_account_hint: "Le compte lui-même n’est pas clôturé.",
    only: "seulement dans {0}",
    account_stays: "le compte reste",
    everything: "partout",
    none_chosen: "Choisissez au moins un endroit où supprimer.",
    asked: "À effacer :",
    change: "Changer ce qui est effacé",
    change_hint: "Effacer de ces systèmes",
    change_button: "Changer et prévenir la personne",
    told: "Nous avons changé l’endroit d’où nous supprimerons vos données. C’est maintenant : {0}. Si ce n’est pas ce que vous voulez, écrivez-nous.",
    log_changed: "Ce qui est effacé a été changé",
    asked_already: "Les systèmes sont déjà interrogés : ce qui leur est demandé ne change plus.",
};
