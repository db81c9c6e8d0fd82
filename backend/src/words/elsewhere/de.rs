//! Of data that is not ours to decide about, in German.

use super::Elsewhere;

/// All of it.
pub const WORDS: Elsewhere = Elsewhere {
    status: "Über diese Daten entscheiden nicht wir. In unserer Nachricht steht, an wen Sie sich wenden; wir haben nichts weitergegeben.",
    whom: "wer den Homeserver {0} betreibt",
    message: "Über diese Daten entscheiden nicht wir. Bitte wenden Sie sich an: {0}. Wir haben nichts dorthin weitergegeben.",
    of_customer: "{0} ist ein Homeserver, den wir für {1} betreiben: Was dort liegt, wird dort beantwortet.",
    of_foreign: "{0} ist keiner unserer Homeserver: Was dort liegt, ist nicht bei uns.",
    law: "Über Anfragen zu Daten, die wir nur für jemand anderen halten, wird dort entschieden (Art. 28(3)(e)). Sehen Sie nach, ob die Person auch etwas bei uns hat: Das beantworten wir.",
    way: "Was mit der Anfrage geschieht",
    way_passed_on: "Wir geben sie weiter oder haben es getan",
    way_told: "Nichts wird weitergegeben: Die Person erfährt, an wen sie sich wendet",
    is_customer: "Das ist ein Kunde mit einer Adresse hier: Die Anfrage wird weitergegeben.",
    log: "Die Person weiß, dass sie sich an {0} wendet; weitergegeben wurde nichts",
    notice: "Die Person erfährt, an wen sie sich wendet.",
    held: "Diese Daten halten wir nur für jemand anderen, der darüber entscheidet: Wenden Sie sich dorthin (Art. 28(3)(e)). Wir haben hier nichts damit getan.",
    held_title: "Diese Daten halten wir nur für jemand anderen, der darüber entscheidet. Wir haben nichts damit getan; wenden Sie sich dorthin:",
};
