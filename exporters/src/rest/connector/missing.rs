//! Files that are listed but could not be handed over, told to the person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::contract::{outcome::Gap, text::Text};

/// How many files of one step are missing, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Larger than the manifest allows.
    pub too_large: u64,
    /// Listed, but no longer stored.
    pub gone: u64,
}

/// What is missing, in words.
pub fn gaps(missing: &BTreeMap<String, Missing>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (step, Missing { too_large, gone }) in missing {
        let mut add = |number: u64, why: [&str; 3]| {
            if number > 0 {
                let why = ["en", "fr", "de"]
                    .into_iter()
                    .zip(why)
                    .map(|(code, text)| (code.to_owned(), text.replace("{n}", &number.to_string())));
                gaps.push(Gap { what: step.clone(), why: Text::ByLanguage(why.collect()) });
            }
        };
        add(
            *too_large,
            [
                "{n} file(s) are too large to be fetched by program. Ask us, and we will hand them over in another way.",
                "{n} fichier(s) trop volumineux pour être récupérés automatiquement. Demandez-les-nous : nous vous les remettrons autrement.",
                "{n} Datei(en) sind zu groß, um automatisch geholt zu werden. Fragen Sie uns, dann übergeben wir sie auf anderem Weg.",
            ],
        );
        add(
            *gone,
            [
                "{n} file(s) are listed by the service but are no longer stored there.",
                "{n} fichier(s) figurent dans la liste du service mais n’y sont plus conservés.",
                "{n} Datei(en) führt der Dienst in seiner Liste, speichert sie aber nicht mehr.",
            ],
        );
    }
    gaps
}
