//! How a request stands, and what the desk does by itself, in German.

use super::Standing;

/// All of it.
pub const WORDS: Standing = Standing {
    waiting: "Ihre Anfrage ist da, und bei uns beginnt bald jemand damit. Sie hören bis zum {0} von uns.",
    copy_ready: "Ihre Kopie ist bereit. Jetzt löschen wir. Sie hören bis zum {0} von uns.",
    copy_gone: "Ihre Kopie ist hinausgegangen. Jetzt löschen wir. Sie hören bis zum {0} von uns.",
    step_erasing: "Wir löschen",
    due_if_waits: "Wir warten auf Ihre Antwort. Wenn das unsere Frist anhält und Ihre Antwort spät kommt, ist der letzte Tag der {0}.",
    marketing_stopped: "Wir verwenden Ihre Daten nicht mehr für Werbung, nirgends und auf Dauer.",
    consent_stopped: "{0}. Wir haben mit allem aufgehört, was darauf beruhte.",
    tells_itself: "Alle Systeme haben aufgehört: warten Sie, die Stelle schreibt der Person von selbst in wenigen Minuten.",
    tells_once_decided: "Für die Namen, auf die wir uns verlassen, hat es aufgehört: Entscheiden Sie sofort über die anderen, und die Stelle schreibt der Person, sobald es für alle aufgehört hat",
    out_of_reach: "Nicht jedes System konnte aufhören: sehen Sie die Systeme an, oder antworten Sie, sobald es aufgehört hat",
    link_title: "Ihre Anfrage",
    link_open: "Meine Anfrage öffnen",
    withdraw_title: "Ihre Anfrage zurückziehen?",
    withdraw_keep: "Nein, meine Anfrage behalten",
    withdraw_sent: "Wir haben Ihnen einen Link geschickt. Öffnen Sie ihn, dann können Sie Ihre Anfrage zurückziehen.",
};
