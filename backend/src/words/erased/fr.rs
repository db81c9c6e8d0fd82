//! Of what was erased, in French.

use super::Erased;

/// All of it.
pub const WORDS: Erased = Erased {
    title: "Ce que nous avons fait, système par système :",
    done_on: "fait le {0}",
    deleted: "effacé : {0}",
    hidden_one: "dont masqué aussitôt et effacé pour de bon sous une heure : {0}",
    hidden: "dont masqué aussitôt et effacé pour de bon sous {1} heures : {0}",
    blanked: "gardé sans rien qui vous nomme : {0}",
    ended: "connexions et autorisations closes : {0}",
    suppressed: "mentions créées pour qu’on ne vous sollicite plus ; elles restent : {0}",
    shared: "concerne aussi d’autres personnes, donc non effacé : {0}",
    kept_until: "gardé jusqu’au {1} : {0}. {2}",
    kept: "gardé : {0}. {1}",
    expiring_others_until: "ne peut être effacé seul, car mêlé aux données d’autres personnes ; le système l’efface lui-même d’ici au {1} : {0}",
    expiring_others: "ne peut être effacé seul, car mêlé aux données d’autres personnes ; le système l’efface lui-même avec le temps : {0}",
    expiring_no_way_until: "personne ne peut l’effacer ; le système l’efface lui-même d’ici au {1} : {0}",
    expiring_no_way: "personne ne peut l’effacer ; le système l’efface lui-même avec le temps : {0}",
    gap_others: "ces données ne peuvent être supprimées qu’avec celles d’autres personnes ; elles expirent d’elles-mêmes",
    gap_no_way: "le service ne permet pas de les supprimer ; ces données expirent d’elles-mêmes",
    other_ground: "Nous devons le garder.",
    nothing: "rien ne vous concerne ici",
    not_looked: "Où nous n’avons pas pu chercher, car ces systèmes trouvent les personnes par d’autres sortes d’identifiants que ceux que nous avons de vous\u{a0}:",
    not_looked_in: "Nous n’avons pas pu chercher ici : ce système trouve les personnes par d’autres sortes d’identifiants que ceux que nous avons de vous.",
    by_hand: "une personne de notre équipe s’en est chargée",
    left_alone: "rien n’a été fait ici",
    not_done: "non effacé : {0}",
    read_back: "nous avons vérifié ensuite : il ne reste rien d’autre de vous",
    left: "non effacé, car nous avons dû arrêter : {0}",
    stopped: "L’effacement a été arrêté en chemin. Disparu pour de bon : {0}. Encore là : {1}. Voyez pourquoi il a été arrêté, et écrivez ce que devient le reste ; la personne apprend ce qui a disparu.",
    taken_back: "La demande a été retirée pendant que nous effacions. Disparu pour de bon : {0}. Encore là : {1}.",
    given_up: "L’effacement s’est terminé en chemin par une erreur. Disparu pour de bon : {0}. Encore là : {1}. Voyez ce que dit le système, et redemandez, ou écrivez ce que devient le reste ; la personne apprend ce qui a disparu.",
    withdrawn_begun: "Vous avez retiré cette demande. Nous avions commencé à effacer : ce qui était effacé ne peut pas être rétabli. Rien de plus ne sera effacé.",
    log_broken_off: "L’effacement a été arrêté en chemin, et une partie a disparu : {0}",
};
