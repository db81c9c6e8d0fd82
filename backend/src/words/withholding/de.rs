//! Of what is withheld from a package (Art. 15(4)), in German.

use super::Withholding;

/// All of it.
pub const WORDS: Withholding = Withholding {
    records: "{0}: {1} Datensätze sind nicht hier",
    field: "{0}: das Feld {1} ist nicht hier",
    values: "{0}: das Feld {1} ist in {2} Datensätzen nicht hier",
    title: "Etwas zurückhalten",
    lede: "Was anderen schaden würde, geht nicht hinaus (Art. 15 Abs. 4). Das Paket wird ohne es neu gebaut und sagt, warum.",
    rows: "Nummern der Datensätze",
    rows_hint: "Etwa 3, 5, 7. Leer: alle, für ein Feld.",
    which_field: "Feld",
    whole: "die ganzen Datensätze",
    ground: "Grund",
    words: "Warum, für das Personal",
    words_hint: "Der Beleg für den Grund.",
    button: "Zurückhalten",
    is_withheld: "Hier zurückgehalten",
    undo: "Doch alles herausgeben",
    done: "Es ist zurückgehalten. Das Paket wird neu gebaut.",
    undone: "Alles wird herausgegeben. Das Paket wird neu gebaut.",
    nothing: "Wählen Sie vorhandene Datensätze oder ein Feld",
    own: "Sie haben etwas zurückgehalten; jemand anderes muss das Paket hinausgeben",
    still: "Hier ist etwas zurückgehalten, das erneutes Fragen zurückbrächte. Geben Sie es zuerst heraus und halten Sie es danach erneut zurück",
    files: "Zu diesen Datensätzen gehören Dateien, die sich nicht zuordnen lassen. Halten Sie Felder zurück oder lassen Sie das System aus",
    copies: "Die Kopie zum Mitnehmen enthält andere Datensätze. Halten Sie das ganze Feld zurück oder fragen Sie das System erneut",
    log_withheld: "Aus dem Paket zurückgehalten: {0}",
    log_undone: "Doch herausgegeben: {0}",
    log_stays: "Nicht erneut gefragt, weil etwas zurückgehalten ist; das Paket kann den früheren Wert enthalten: {0}",
};
