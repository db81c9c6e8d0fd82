//! German.

use super::Words;

pub const WORDS: Words = Words {
    start_title: "Ihre personenbezogenen Daten",
    start_lede: |controller, reference| {
        format!("{controller} hat dieses Paket als Antwort auf Ihre Anfrage {reference} zusammengestellt.")
    },
    reference: "Zeichen",
    prepared_on: "Erstellt am",
    asked_for: "Worum Sie gebeten haben",
    received_on: |day| format!("eingegangen am {day}"),
    inside: "Was darin ist",
    inside_lede: "Wir haben in jedem dieser Systeme gesucht. Auch die, in denen wir nichts gefunden haben, stehen in \
        der Liste.",
    portable: "Daten zum Mitnehmen",
    portable_lede: "Die Daten, die Sie uns gegeben haben oder die durch Ihre Nutzung entstanden sind, in einer Form, die \
        andere Dienste lesen können.",
    system: "System",
    result: "Was wir gefunden haben",
    records: |count, number| if count == 1 { "1 Datensatz".to_owned() } else { format!("{number} Datensätze") },
    files: |count, number| if count == 1 { "1 Datei".to_owned() } else { format!("{number} Dateien") },
    also_about_others: |count, number| {
        if count == 1 {
            "1 davon betrifft auch andere Personen".to_owned()
        } else {
            format!("{number} davon betreffen auch andere Personen")
        }
    },
    nothing_found: "Nichts gefunden",
    not_looked: "Nicht gesucht",
    partly: "Nicht vollständig",
    withheld: "Nicht herausgegeben",
    notes: "Hinweise für Sie",
    reading: "Wie Sie dieses Paket lesen",
    reading_pages: "Seiten mit der Endung .html öffnet Ihr Browser, auch ohne Verbindung. Sie zeigen den Anfang jeder \
        Liste.",
    reading_tables: "Tabellen mit der Endung .csv öffnet eine Tabellenkalkulation. Vor Werten, die sie für eine Formel \
        halten würde, steht ein Apostroph.",
    reading_json: "Daten mit der Endung .json oder .jsonl enthalten jeden Wert genau so, wie unsere Systeme ihn haben. \
        Andere Dienste können sie lesen. Die Datei fields.json erklärt, was jedes Feld bedeutet.",
    reading_files: "Dateien liegen in den Ordnern namens files. Ihre Namen wurden vereinfacht, und an Namen, die ein \
        Computer ausführen könnte, wurde .txt angehängt.",
    reading_manifest: "Die Datei manifest.json nennt jede Datei mit ihrer Prüfsumme (SHA-256).",
    keep_safe: "Bewahren Sie es sicher auf",
    keep_safe_text: "Dieses Paket enthält Ihre personenbezogenen Daten. Lassen Sie es nicht auf einem Computer liegen, \
        den andere benutzen, und löschen Sie es, wenn Sie es nicht mehr brauchen.",
    questions: "Fragen",
    questions_text: |controller| {
        format!("Wenn etwas fehlt oder unklar ist oder Sie eine andere Form brauchen, wenden Sie sich an {controller}:")
    },

    back_to_start: "Zurück zum Anfang",
    missing: "Was fehlt",
    first_of: |shown, all| format!("Die ersten {shown} von {all} Datensätzen."),
    all_of_them: "Alle:",
    looked_and_found_none: "Wir haben hier gesucht und nichts über Sie gefunden.",
    file: "Datei",
    size: "Größe in Byte",
    kind: "Typ",
    belongs_to: "Gehört zu",
    marked_shared: "Betrifft auch andere Personen",
    nothing_found_text: |system| format!("Wir haben in {system} gesucht und nichts über Sie gefunden."),
    looked_in: "Hier haben wir gesucht:",
    nothing_found_hint: "Wenn Sie meinen, dass es etwas geben müsste, nennen Sie uns eine andere Adresse, einen anderen \
        Namen oder eine Nummer, unter der wir Sie kennen könnten.",
    withheld_text: |system| {
        format!("In {system} stehen Daten über Sie, die wir nicht herausgegeben haben. Das ist der Grund:")
    },
    withheld_remedy: "Sie können uns bitten, das noch einmal zu prüfen, sich bei der Aufsichtsbehörde beschweren oder vor \
        Gericht gehen.",

    about: "Wie wir Ihre Daten verwenden",
    about_lede: |controller| {
        format!("Das Gesetz (Artikel 15 DSGVO) gibt Ihnen das Recht, das zu erfahren. Verantwortlich ist {controller}.")
    },
    held_for: |customer| format!("Wir halten diese Daten für {customer}, der über sie entscheidet."),
    kept_in: "Wo sie liegen",
    what_for: "Wofür wir sie verwenden",
    on_what_ground: "Rechtsgrundlage",
    interests: "Unsere Interessen",
    categories: "Arten von Daten",
    how_long: "Wie lange wir sie aufbewahren",
    who_gets_it: "Wer sie sonst bekommt",
    nobody_gets_it: "Niemand außerhalb des Unternehmens bekommt diese Daten.",
    country: "Land",
    safeguard: "Garantie für die Übermittlung ins Ausland",
    no_transfer: "keine nötig",
    from_where: "Woher sie kommen",
    from_you: "Von Ihnen.",
    automated: "Entscheidungen durch Maschinen",
    no_automated: "Wir treffen über Sie keine ausschließlich automatisierten Entscheidungen und betreiben kein solches \
        Profiling.",
    your_rights: "Ihre Rechte",
    rights: [
        "Sie können verlangen, dass wir falsche oder unvollständige Daten berichtigen (Artikel 16).",
        "Sie können verlangen, dass wir Ihre Daten löschen (Artikel 17).",
        "Sie können verlangen, dass wir Ihre Daten aufbewahren, ohne sie zu verwenden (Artikel 18).",
        "Sie können die Daten, die Sie uns gegeben haben, in einer Form erhalten, die andere Dienste lesen können \
            (Artikel 20).",
        "Sie können der Verwendung Ihrer Daten widersprechen, der Werbung jederzeit (Artikel 21).",
        "Sie können eine Einwilligung widerrufen; was wir vorher getan haben, bleibt rechtmäßig (Artikel 7).",
    ],
    complaints: "Wenn Sie nicht zufrieden sind",
    complain_to_us: "Sie können sich bei uns beschweren, unter der Adresse auf der ersten Seite.",
    complain_to_authority: "Sie können sich bei einer Aufsichtsbehörde beschweren, auch bei der Ihres Wohn- oder \
        Arbeitsorts:",
    officer: "Unser Datenschutzbeauftragter",
    representative: "Wer uns vertritt",
    this_request: "Die Aufzeichnung dieser Anfrage",
    we_hold: "Wir haben Daten über Sie. Hier steht, was wir damit tun, und das Paket enthält eine Kopie davon.",
    we_hold_nothing: "Wir haben keine Daten über Sie gefunden. Hier steht, was wir damit täten.",
    where_we_looked: "Wo wir gesucht haben",
    safeguard_copy: "Sie können von uns eine Kopie dessen verlangen, was die Daten im Ausland schützt.",
    given_to: "Wem wir Ihre Daten gegeben haben",
    given_to_whom: "Wem",
    given_when: "Wann",
    given_to_nobody: "Außer den oben Genannten haben wir niemanden notiert, dem Ihre Daten gegeben wurden.",
    other_form: "In anderer Form",
    other_form_text: "Brauchen Sie all das in anderer Form, etwa auf Papier, fragen Sie uns unter der Adresse auf der ersten Seite.",
    withheld_mark: "(zurückgehalten)",
};
