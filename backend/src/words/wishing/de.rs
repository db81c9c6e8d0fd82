//! Of what somebody asked for and of what followed from it, in German.

use super::Wishing;

/// All of it.
pub const WORDS: Wishing = Wishing {
    consent: "Meine Einwilligung zurücknehmen: {0}",
    consent_all: "Meine Einwilligung zurücknehmen, für alles, was darauf beruht",
    follows_objection: "Meine Daten nicht mehr verwenden, denn ich widerspreche: Was Sie nur dafür haben, wird dann auch gelöscht",
    follows_consent: "Meine Einwilligung zurücknehmen: Was Sie nur aufgrund dieser Einwilligung haben, wird dann auch gelöscht",
    follows_both: "Meine Einwilligung zurücknehmen und eine Verwendung beenden, der ich widerspreche: Was Sie nur dafür haben, wird dann auch gelöscht",
    follows_childhood: "Löschen, was Sie von einem Kind erhoben haben",
    erased_asked: "am {0} haben Sie uns gebeten, Ihre Daten zu löschen (Art. 17).",
    erased_objection: "am {0} haben Sie einer Verwendung Ihrer Daten widersprochen, und wir haben sie beendet. Was wir nur dafür haben, muss dann gelöscht werden, ohne dass Sie darum bitten (Art. 17(1)(c)). Das ist daraus geworden.",
    erased_consent: "am {0} haben Sie Ihre Einwilligung zurückgenommen. Was wir nur aufgrund dieser Einwilligung haben, muss dann gelöscht werden, ohne dass Sie darum bitten (Art. 17(1)(b)). Das ist daraus geworden.",
    erased_both: "am {0} haben Sie Ihre Einwilligung zurückgenommen und einer Verwendung Ihrer Daten widersprochen, die wir beendet haben. Was wir nur dafür haben, muss dann gelöscht werden, ohne dass Sie darum bitten (Art. 17(1)(b) und (c)). Das ist daraus geworden.",
    erased_childhood: "am {0} haben Sie uns geschrieben. Wir haben Daten, die bei einem Kind erhoben wurden; sie müssen gelöscht werden (Art. 17(1)(f)). Das ist daraus geworden.",
    told_recipients: "Wer diese Daten von uns bekommen hat oder Kopien davon haben kann, erfährt davon: Fragen Sie uns, wenn Sie wissen möchten, wer das ist.",
    told_recipients_lock: "Wer diese Daten von uns bekommen hat, erfährt davon, jetzt und wenn die Einschränkung endet: Fragen Sie uns, wenn Sie wissen möchten, wer das ist.",
    under_uk: "Nach dem Recht des Vereinigten Königreichs: {0}",
    under_eu: "Nach dem Recht der Europäischen Union: {0}",
    pair: "{0}: {1}",
    link_files: "Dahinter können Sie Ihre Dateien abholen und alles lesen, was wir Ihnen geschrieben haben.",
    link_page: "Dahinter ist die Seite Ihrer Anfrage, mit allem, was wir Ihnen geschrieben haben.",
    link_withdraw: "Dahinter können Sie Ihre Anfrage zurückziehen.",
};
