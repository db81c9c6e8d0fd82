//! Of what is withheld from a package (Art. 15(4)), in French.

use super::Withholding;

/// All of it.
pub const WORDS: Withholding = Withholding {
    records: "{0} : {1} enregistrements ne sont pas ici",
    field: "{0} : le champ {1} n’est pas ici",
    values: "{0} : le champ {1} n’est pas ici dans {2} enregistrements",
    title: "Retenir quelque chose",
    lede: "Ce qui nuirait à autrui ne sort pas (art. 15, § 4). Le dossier est refait sans cela et dit pourquoi.",
    rows: "Numéros des enregistrements",
    rows_hint: "Par exemple 3, 5, 7. Vide : tous, pour un champ.",
    which_field: "Champ",
    whole: "les enregistrements entiers",
    ground: "Motif",
    words: "Pourquoi, pour le personnel",
    words_hint: "La preuve du motif.",
    button: "Retenir",
    is_withheld: "Retenu ici",
    undo: "Tout communiquer finalement",
    done: "C’est retenu. Le dossier est refait.",
    undone: "Tout est communiqué. Le dossier est refait.",
    nothing: "Choisissez des enregistrements qui existent, ou un champ",
    own: "Vous avez retenu quelque chose ; quelqu’un d’autre doit faire partir le dossier",
    still: "Quelque chose est retenu ici, qu’une nouvelle demande ferait revenir. Communiquez-le d’abord, puis retenez-le à nouveau",
    files: "Des fichiers accompagnent ces enregistrements et ne peuvent leur être attribués. Retenez des champs ou laissez le système de côté",
    copies: "La copie à emporter contient d’autres enregistrements. Retenez le champ entier ou interrogez à nouveau le système",
    log_withheld: "Retenu du dossier : {0}",
    log_undone: "Finalement communiqué : {0}",
    log_stays: "Pas interrogé à nouveau, car quelque chose est retenu ; le dossier peut contenir l’ancienne valeur : {0}",
};
