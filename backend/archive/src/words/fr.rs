//! French.

use super::Words;

pub const WORDS: Words = Words {
    start_title: "Vos données personnelles",
    start_lede: |controller, reference| {
        format!("{controller} a préparé ce dossier pour répondre à votre demande {reference}.")
    },
    reference: "Référence",
    prepared_on: "Préparé le",
    asked_for: "Ce que vous avez demandé",
    received_on: |day| format!("reçue le {day}"),
    inside: "Contenu du dossier",
    inside_lede: "Nous avons cherché dans chacun de ces systèmes. Ceux où nous n’avons rien trouvé figurent aussi dans \
        la liste.",
    portable: "Données à emporter",
    portable_lede: "Les données que vous nous avez fournies, ou qui viennent de votre utilisation de nos services, sous \
        une forme que d’autres services peuvent lire.",
    system: "Système",
    result: "Ce que nous avons trouvé",
    records: |count, number| {
        if count < 2 { format!("{number} enregistrement") } else { format!("{number} enregistrements") }
    },
    files: |count, number| if count < 2 { format!("{number} fichier") } else { format!("{number} fichiers") },
    also_about_others: |count, number| {
        if count < 2 {
            format!("dont {number} concerne aussi d’autres personnes")
        } else {
            format!("dont {number} concernent aussi d’autres personnes")
        }
    },
    nothing_found: "Rien trouvé",
    not_looked: "Non cherché",
    partly: "Incomplet",
    withheld: "Non communiqué",
    notes: "Remarques à votre attention",
    reading: "Comment lire ce dossier",
    reading_pages: "Les pages en .html s’ouvrent dans votre navigateur, même sans connexion. Elles montrent le début de \
        chaque liste.",
    reading_tables: "Les tableaux en .csv s’ouvrent dans un tableur. Une apostrophe précède les valeurs qu’un tableur \
        prendrait pour une formule.",
    reading_json: "Les données en .json ou .jsonl contiennent chaque valeur exactement comme dans nos systèmes. \
        D’autres services peuvent les lire. Le fichier fields.json explique chaque champ.",
    reading_files: "Les fichiers se trouvent dans les dossiers nommés files. Leurs noms ont été simplifiés, et .txt a \
        été ajouté à ceux qu’un ordinateur pourrait exécuter.",
    reading_manifest: "Le fichier manifest.json énumère tous les fichiers avec leur somme de contrôle (SHA-256).",
    keep_safe: "Gardez-le en lieu sûr",
    keep_safe_text: "Ce dossier contient vos données personnelles. Ne le laissez pas sur un ordinateur que d’autres \
        utilisent, et supprimez-le quand vous n’en avez plus besoin.",
    questions: "Questions",
    questions_text: |controller| {
        format!(
            "S’il manque quelque chose, si un point n’est pas clair ou s’il vous faut une autre forme, adressez-vous à {controller} :"
        )
    },

    back_to_start: "Retour au début",
    missing: "Ce qui manque",
    first_of: |shown, all| format!("Les {shown} premiers enregistrements sur {all}."),
    all_of_them: "Tous :",
    looked_and_found_none: "Nous avons cherché ici et n’avons rien trouvé à votre sujet.",
    file: "Fichier",
    size: "Taille en octets",
    kind: "Type",
    belongs_to: "Appartient à",
    marked_shared: "Concerne aussi d’autres personnes",
    nothing_found_text: |system| format!("Nous avons cherché dans {system} et n’avons rien trouvé à votre sujet."),
    looked_in: "Voici où nous avons cherché :",
    nothing_found_hint: "Si vous pensez qu’il devrait y avoir quelque chose, dites-nous sous quelle autre adresse, quel \
        nom ou quel numéro nous pouvons vous connaître.",
    withheld_text: |system| {
        format!("{system} contient des données à votre sujet que nous n’avons pas communiquées. En voici la raison :")
    },
    withheld_remedy: "Vous pouvez nous demander de revoir cette décision, introduire une réclamation auprès de \
        l’autorité de contrôle ou former un recours en justice.",

    about: "Comment nous utilisons vos données",
    about_lede: |controller| {
        format!("La loi (article 15 du RGPD) vous donne le droit de le savoir. {controller} en est responsable.")
    },
    held_for: |customer| format!("Nous détenons ces données pour le compte de {customer}, qui en décide."),
    kept_in: "Lieu de conservation",
    what_for: "À quoi elles servent",
    on_what_ground: "Base juridique",
    interests: "Nos intérêts",
    categories: "Catégories de données",
    how_long: "Durée de conservation",
    who_gets_it: "Qui d’autre les reçoit",
    nobody_gets_it: "Personne en dehors de l’entreprise ne reçoit ces données.",
    country: "Pays",
    safeguard: "Garantie pour le transfert à l’étranger",
    no_transfer: "aucune nécessaire",
    from_where: "D’où elles viennent",
    from_you: "De vous.",
    automated: "Décisions prises par des machines",
    no_automated: "Nous ne prenons à votre égard aucune décision entièrement automatisée et ne faisons aucun profilage \
        de ce genre.",
    your_rights: "Vos droits",
    rights: [
        "Nous demander de rectifier des données inexactes ou incomplètes (article 16).",
        "Nous demander d’effacer vos données (article 17).",
        "Nous demander de conserver vos données sans les utiliser (article 18).",
        "Recevoir les données que vous nous avez fournies sous une forme que d’autres services peuvent lire (article 20).",
        "Vous opposer à l’utilisation de vos données, et à tout moment à la prospection (article 21).",
        "Retirer un consentement ; ce que nous avons fait auparavant reste licite (article 7).",
    ],
    complaints: "Si vous n’êtes pas satisfait(e)",
    complain_to_us: "Vous pouvez nous adresser une réclamation, à l’adresse qui figure sur la première page.",
    complain_to_authority: "Vous pouvez introduire une réclamation auprès d’une autorité de contrôle, aussi celle du lieu \
        où vous vivez ou travaillez :",
    officer: "Notre délégué à la protection des données",
    representative: "Qui nous représente",
    this_request: "La trace de cette demande",
    we_hold: "Nous avons des données sur vous. Cette page dit ce que nous en faisons, et le dossier en contient une copie.",
    we_hold_nothing: "Nous n’avons trouvé aucune donnée sur vous. Cette page dit ce que nous en ferions.",
    where_we_looked: "Où nous avons cherché",
    safeguard_copy: "Vous pouvez nous demander une copie de ce qui protège les données à l’étranger.",
    given_to: "À qui nous avons communiqué vos données",
    given_to_whom: "À qui",
    given_when: "Quand",
    given_to_nobody: "En dehors de ceux nommés plus haut, nous n’avons noté personne à qui vos données auraient été communiquées.",
    other_form: "Sous une autre forme",
    other_form_text: "S’il vous faut tout cela sous une autre forme, sur papier par exemple, demandez-le-nous à l’adresse de la première page.",
    withheld_mark: "(non communiqué)",
};
