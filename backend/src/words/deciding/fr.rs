//! En français.

use super::Deciding;

/// The words.
pub const WORDS: Deciding = Deciding {
    rests_on: "Sur quoi cela repose :",
    further_ground: "Un autre motif",
    evidence: "Preuve du motif",
    write_answer: "Écrire la réponse : {0}",
    evidence_hint: "Lu par l’équipe seulement. Un refus l’exige : la charge de la preuve est la nôtre.",
    evidence_on_file: "Preuve : {0}",
    needs_officer: "Le ou la déléguée à la protection des données doit être d’accord.",
    needs_second: "Quelqu’un d’autre doit être d’accord avant que la personne ne l’apprenne.",
    proposed: "Proposé : {0}",
    proposed_by: "{0}, {1}",
    on_grounds: "Motifs",
    agree: "Approuver et envoyer à la personne",
    agree_hint: "Vous approuvez l’issue, les motifs et les mots.",
    send_back: "Renvoyer",
    send_back_why: "Pourquoi",
    send_back_hint: "Lu par l’équipe seulement.",
    grounds_all: "Ce que dit chaque motif, et ce qui doit être prouvé",
    ground_does_not_fit: "Ce motif ne répond pas à cette demande.",
    no_evidence: "Notez la preuve du motif.",
    already_proposed: "Une réponse est déjà proposée. Approuvez-la ou renvoyez-la.",
    own_proposal: "C’est vous qui l’avez proposé. Quelqu’un d’autre doit approuver.",
    officer_has_to_agree: "Le ou la déléguée à la protection des données doit approuver ce motif.",
    nothing_proposed: "Aucune réponse n’est proposée pour cette demande.",
    grounds_title: "Motifs des décisions",
    grounds_lede: "Pour ces motifs, tout ce qui est demandé n’est pas fait, ou pas tout de suite. Un motif que connaît un seul droit n’est pas proposé là où les deux s’appliquent.",
    rights: "Répond à",
    provisions: "Dispositions",
    says: "Ce que lit la personne",
    on_file: "Ce qui doit être prouvé",
    package_first: "Libérez le paquet, ou jetez-le et répondez par écrit : ce qui a été demandé n’est pas encore parti.",
    not_all_done: "Quelque chose a été laissé de côté ou fait seulement en partie : demandez-le de nouveau (« Relancer … » près de la tâche) et faites-le, ou répondez que la demande est accordée en partie, avec le motif.",
};
