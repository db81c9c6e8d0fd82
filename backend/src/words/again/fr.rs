//! Of later looks, in French.

use super::Again;

/// All of it.
pub const WORDS: Again = Again {
    banner: "Des données effacées sont revenues, ou n’ont pu être cherchées : {0}",
    title: "De retour",
    lede: "Chaque effacement est revérifié après une heure, un jour et trois mois, et chaque nuit tous les systèmes sont comparés au registre. Voici ce dont quelqu’un doit s’occuper.",
    none: "Rien de ce qui a été effacé n’est revenu.",
    caption: "Ce qui a été trouvé, le plus ancien d’abord",
    system: "Système",
    when: "Trouvé",
    what: "Quoi",
    of: "Où ou qui",
    left: "Quelque chose d’effacé s’y trouve",
    back: "Des personnes effacées y sont de nouveau (lignes du registre)",
    unable: "On n’a pas pu le savoir",
    seen_button: "Traité : {0}",
    what_to_do: "Après une restauration, « rightsdesk ledger replay » les efface de nouveau. Une personne peut aussi être revenue d’elle-même, avec un nouveau compte : alors il n’y a rien à faire.",
};
