//! Of data that is not ours to decide about, in French.

use super::Elsewhere;

/// All of it.
pub const WORDS: Elsewhere = Elsewhere {
    status: "Ce n’est pas nous qui décidons de ces données. Notre message vous dit à qui vous adresser\u{a0}; nous n’avons rien transmis.",
    whom: "qui exploite le serveur {0}",
    message: "Ce n’est pas nous qui décidons de ces données. Adressez-vous à\u{a0}: {0}. Nous n’y avons rien transmis.",
    of_customer: "{0} est un serveur que nous tenons pour {1}\u{a0}: c’est là que l’on répond de ce qui s’y trouve.",
    of_foreign: "{0} n’est pas un de nos serveurs\u{a0}: ce qui s’y trouve n’est pas chez nous.",
    law: "C’est à qui nous confie des données de décider des demandes à leur sujet (art. 28(3)(e)). Voyez si la personne a aussi quelque chose chez nous\u{a0}: cela, c’est à nous d’y répondre.",
    way: "Ce que devient la demande",
    way_passed_on: "Nous la transmettons, ou l’avons transmise",
    way_told: "Rien n’est transmis\u{a0}: la personne apprend à qui s’adresser",
    is_customer: "C’est un client qui a une adresse ici\u{a0}: la demande lui est transmise.",
    log: "La personne a appris qu’elle doit s’adresser à {0}\u{a0}; rien n’a été transmis",
    notice: "La personne apprend à qui s’adresser.",
    held: "Nous tenons ces données seulement pour quelqu’un d’autre, qui en décide\u{a0}: adressez-vous-y (art. 28(3)(e)). Nous n’y avons rien fait.",
    held_title: "Ces données, nous les tenons seulement pour quelqu’un d’autre, qui en décide. Nous n’y avons rien fait\u{a0}; adressez-vous-y\u{a0}:",
};
