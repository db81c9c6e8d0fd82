//! Of one part of a request that is withdrawn, in French.

use super::TakingBack;

/// All of it.
pub const WORDS: TakingBack = TakingBack {
    one: "Retirer cette partie seulement",
    needs_link: "Pour retirer une partie de votre demande et garder le reste, ouvrez d’abord un lien que nous envoyons à l’adresse que vous avez confirmée.",
    title: "Retirer cette partie de votre demande\u{a0}?",
    text: "Nous cessons d’y travailler. Ce qui est déjà fait reste fait.",
    others: "Le reste suit son cours\u{a0}:",
    no_copy: "Vous nous avez demandé une copie, et d’effacer vos données. Sans la copie, nous effaçons d’abord. Ce qui est effacé ne peut plus être copié, par personne et jamais.",
    button: "Retirer cette partie",
    keep: "Non, garder tout ce que j’ai demandé",
    taken_back: "Retirée",
    record: "Noter que cette partie est retirée…",
    record_hint: "Conservé comme note interne. Le reste suit son cours\u{a0}; la personne le lit sur sa page, et par courriel si un courriel l’atteint.",
    record_no_copy: "Sans cette copie, rien ne retient plus l’effacement\u{a0}: ne le notez que si la personne a dit par écrit qu’elle renonce à la copie.",
    record_button: "Noter le retrait",
    notice: "Il est noté que cette partie est retirée. Le reste suit son cours.",
    log: "{0}\u{a0}: retirée par la personne\u{a0}; le reste suit son cours",
    log_no_copy: "{0}\u{a0}: retirée par la personne, qui renonce à une copie avant l’effacement\u{a0}; le reste suit son cours",
};
