//! Of data that is sent straight to another provider (Art. 20(2)), in German.

use super::Handing;

/// All of it.
pub const WORDS: Handing = Handing {
    title: "Direkt an einen anderen Anbieter",
    lede: "Wenn die Person es verlangt, geht, was sie mitnehmen darf, direkt an jemanden, dessen Adresse geprüft wurde (Art. 20 Abs. 2).",
    receiver: "An wen",
    button: "Senden",
    none: "Es wurde nichts gesendet.",
    no_receivers: "In der Konfiguration steht kein Empfänger.",
    state_waiting: "wird gesendet",
    state_sent: "angekommen und bestätigt",
    state_failed: "konnte nicht gesendet werden",
    answer: "Antwort {0}, Prüfsumme {1}",
    ordered: "Es wird gesendet.",
    no_such: "Wählen Sie einen Empfänger, dessen Adresse geprüft wurde",
    not_portable: "Hier verlangt niemand, Daten mitzunehmen",
    before: "Dorthin wurde es schon gesendet",
    letter: "Daten übergeben",
    log_ordered: "Daten gehen direkt an {0}",
    log_done: "Daten wurden an {0} übergeben",
    log_failed: "Daten konnten nicht an {0} übergeben werden",
    back: "Zurück zum Vorgang",
};
