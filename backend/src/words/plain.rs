//! Words that somebody who asks us must never have to read.
//!
//! They are the words of lawyers and of machines. A test holds them against every public text, and against every letter.

/// In lower case, for all languages at once.
pub const BANNED: [&str; 34] = [
    "data subject",
    "dsar",
    "dsr ",
    "gdpr",
    "dsgvo",
    "rgpd",
    "controller",
    "processor",
    "invalid",
    "illegal",
    "error 4",
    "error 5",
    "fatal",
    "exception",
    "submit",
    "token",
    "payload",
    "parameter",
    "authenticat",
    "credential",
    "asap",
    "betroffene person",
    "verantwortlicher",
    "auftragsverarbeiter",
    "ungültig",
    "fehler 4",
    "fehler 5",
    "antragsteller",
    "personne concernée",
    "responsable du traitement",
    "sous-traitant",
    "invalide",
    "erreur 4",
    "erreur 5",
];

/// The first banned word in a text, if there is one.
pub fn banned_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    BANNED.into_iter().find(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{fill::places, language::Language};

    #[test]
    fn no_public_text_uses_a_banned_word() {
        for language in Language::ALL {
            for (name, text) in language.public().all().into_iter().chain(language.closings().all()) {
                assert_eq!(banned_word(text), None, "{name} in {}: {text}", language.code());
            }
        }
        assert_eq!(banned_word("Invalid input"), Some("invalid"), "the list works");
    }

    #[test]
    fn every_text_says_something_and_has_the_same_places_in_every_language() {
        let all = |language: Language| {
            let mut all = language.public().all();
            all.extend(language.desk().all());
            all.extend(language.terms().all());
            all.extend(language.working().all());
            all.extend(language.erasing().all());
            all.extend(language.again().all());
            all.extend(language.asking().all());
            all.extend(language.handing_on().all());
            all.extend(language.complaining().all());
            all.extend(language.reminding().all());
            all.extend(language.correcting().all());
            all.extend(language.guiding().all());
            all.extend(language.erased().all());
            all.extend(language.evidence().all());
            all.extend(language.holding().all());
            all.extend(language.locking().all());
            all.extend(language.stopping().all());
            all.extend(language.reviewing().all());
            all.extend(language.deciding().all());
            all.extend(language.closed_accounts().all());
            all.extend(language.closings().all());
            all.extend(language.drifting().all());
            all.extend(language.parts().all());
            all.extend(language.reporting().all());
            all.extend(language.telling().all());
            all.extend(language.handing().all());
            all.extend(language.withholding().all());
            all.extend(language.disclosing().all());
            all.extend(language.informing().all());
            all.extend(language.lettering().all());
            all.extend(language.replying().all());
            all.extend(language.wishing().all());
            all.extend(language.standing().all());
            all.extend(language.taking_back().all());
            all.extend(language.elsewhere().all());
            all
        };
        let english = all(Language::En);
        for language in Language::ALL {
            for ((name, text), (_, original)) in all(language).into_iter().zip(&english) {
                assert!(!text.trim().is_empty() && text.trim() == text, "{name} in {}", language.code());
                assert_eq!(places(text), places(original), "{name} in {}: {text}", language.code());
            }
        }
    }

    #[test]
    fn french_marks_do_not_begin_a_line() {
        let french = Language::Fr;
        for (name, text) in french
            .public()
            .all()
            .into_iter()
            .chain(french.desk().all())
            .chain(french.terms().all())
            .chain(french.working().all())
            .chain(french.erasing().all())
            .chain(french.deciding().all())
            .chain(french.again().all())
            .chain(french.asking().all())
            .chain(french.handing_on().all())
            .chain(french.complaining().all())
            .chain(french.reminding().all())
            .chain(french.correcting().all())
            .chain(french.guiding().all())
            .chain(french.erased().all())
            .chain(french.evidence().all())
            .chain(french.holding().all())
            .chain(french.locking().all())
            .chain(french.stopping().all())
            .chain(french.reviewing().all())
            .chain(french.closed_accounts().all())
            .chain(french.drifting().all())
            .chain(french.parts().all())
            .chain(french.reporting().all())
            .chain(french.telling().all())
            .chain(french.handing().all())
            .chain(french.withholding().all())
            .chain(french.disclosing().all())
            .chain(french.informing().all())
            .chain(french.lettering().all())
            .chain(french.replying().all())
            .chain(french.taking_back().all())
            .chain(french.elsewhere().all())
            .chain(french.wishing().all())
            .chain(french.standing().all())
        {
            for broken in [" ?", " !", " :", " ;", " »", "« "] {
                assert!(!text.contains(broken), "{name}: {text}");
            }
        }
    }

    #[test]
    fn translations_are_translated() {
        let english = Language::En.public().all();
        for language in [Language::Fr, Language::De] {
            let same: Vec<_> = language
                .public()
                .all()
                .into_iter()
                .zip(&english)
                .filter(|((_, text), (_, original))| text == original && text.contains(' '))
                .map(|((name, _), _)| name)
                .collect();
            assert!(same.len() <= 2, "still English in {}: {same:?}", language.code());
        }
    }
}
