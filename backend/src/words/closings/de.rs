//! Of accounts that were closed, in German.

use super::Closings;

/// All of it.
pub const WORDS: Closings = Closings {
    link: "Geschlossene Konten in Zahlen",
    title: "Konten, die geschlossen wurden",
    lede: "Wenn jemand sein Konto schließt, haben Brücken, Bots und Integrationen noch etwas davon. Wir löschen das innerhalb von dreißig Tagen und sehen nach, ob es weg ist.",
    span: "Vom {0} bis zum {1}:",
    caption: "Geschlossene Konten und was aus ihnen wurde",
    closed: "Geschlossene Konten",
    reopened: "Wieder geöffnet, bevor etwas gelöscht wurde",
    in_time: "Innerhalb von dreißig Tagen gelöscht und nachgesehen",
    open: "Innerhalb ihrer dreißig Tage, noch nicht erledigt",
    late: "Zu spät",
    none_late: "Bei niemandem sind die dreißig Tage überschritten.",
    late_hint: "Zu spät sind Konten, die nach ihrem dreißigsten Tag gelöscht wurden, oder die noch nicht gelöscht sind, obwohl er vorbei ist; auch wo ein Gesetz uns am Löschen hindert.",
    mail_subject: "Geschlossene Konten: {0} nahe am dreißigsten Tag oder darüber",
    mail_urgent: "Konten, die vor {0} Tagen oder früher geschlossen wurden und noch nicht gelöscht sind: {1}",
    mail_overdue: "Davon über ihren letzten Tag hinaus: {0}",
    mail_first: "Die dringendsten, mit ihren Nummern:",
    mail_line: "{0}, zu löschen bis {1}",
    mail_where: "Was sie aufhält, steht hier:",
    mail_again: "Diese Nachricht kommt einmal am Tag, solange es welche gibt.",
};
