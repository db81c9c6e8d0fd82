//! Of accounts that were closed, in French.

use super::Closings;

/// All of it.
pub const WORDS: Closings = Closings {
    link: "Les comptes fermés en chiffres",
    title: "Les comptes qui ont été fermés",
    lede: "Quand une personne ferme son compte, les passerelles, les robots et les intégrations en conservent encore une partie. Nous l’effaçons dans les trente jours et vérifions que plus rien ne reste.",
    span: "Du {0} au {1} :",
    caption: "Les comptes fermés et ce qu’ils sont devenus",
    closed: "Comptes fermés",
    reopened: "Rouverts avant tout effacement",
    in_time: "Effacés dans les trente jours et vérifiés",
    open: "Dans leurs trente jours, pas encore effacés",
    late: "En retard",
    none_late: "Aucun compte n’a dépassé les trente jours.",
    late_hint: "Sont en retard les comptes effacés après leur trentième jour, ou pas encore effacés alors qu’il est passé ; y compris lorsqu’une loi nous empêche d’effacer.",
    mail_subject: "Comptes fermés : {0} près du trentième jour ou au-delà",
    mail_urgent: "Comptes fermés il y a {0} jours ou plus et pas encore effacés : {1}",
    mail_overdue: "Dont le dernier jour est passé : {0}",
    mail_first: "Les plus urgents, par leur numéro :",
    mail_line: "{0}, à effacer au plus tard le {1}",
    mail_where: "Ce qui les retient est indiqué ici :",
    mail_again: "Ce message est envoyé une fois par jour, tant qu’il en reste.",
};
