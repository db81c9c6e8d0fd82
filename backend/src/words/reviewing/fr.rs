//! Of decisions by machines, in French.

use super::Reviewing;

/// All of it.
pub const WORDS: Reviewing = Reviewing {
    logic: "Comment elle est prise :",
    significance: "Ce qu’elle signifie pour vous :",
    effects: "Ce qu’elle doit produire :",
    upheld: "La décision est maintenue",
    changed: "La décision est modifiée",
    withdrawn: "La décision est annulée",
    none_told: "Aucune décision vous concernant et ayant un effet juridique ou aussi grave n’est prise par une machine seule.",
    listed_told: "Les décisions prises par une machine sans intervention humaine :",
    reviewed_told: "Une personne l’a réexaminée le {0}. {1} : {2}",
    not_reviewed_told: "Personne n’a réexaminé une telle décision à votre sujet pour cette réponse.",
    view_told: "Vous pouvez à tout moment nous donner votre point de vue ou contester le résultat : écrivez-nous, et une personne l’examinera.",
    listed: "Décisions prises par une machine seule",
    forbidden: "Le droit applicable n’autorise pas cette décision sur sa base.",
    none_listed: "Aucune n’est répertoriée. Sauf si vous en connaissez une, répondez qu’il n’y en a pas : le motif est proposé dans le formulaire.",
    their_view: "Ce que la personne a écrit",
    no_view: "La personne n’a pas donné son point de vue. Demandez-le avant de décider.",
    review: "Décider à nouveau",
    decision: "Quelle décision",
    verdict: "Votre décision",
    reason: "Pourquoi",
    reason_hint: "La personne lit ceci, dans sa langue.",
    button: "Noter la décision",
    reviewed: "{0} : {1} ({2}, {3})",
    log_reviewed: "Une décision de machine a été reprise",
    no_such: "Choisissez une décision de la liste, et ce que vous décidez.",
    not_reviewed: "Reprenez d’abord les décisions répertoriées : une personne doit les avoir examinées.",
};
