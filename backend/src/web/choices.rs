//! What can be chosen of the register: from which systems something is erased, and which consent is taken back.

use super::page::public::details::PartChoice;
use crate::{casework::stopping::aim_words, desk::Desk, words::language::Language};

/// The systems from which something can be erased; all of them are chosen until somebody says less.
pub fn parts(desk: &Desk, language: Language, chosen: Option<&[String]>) -> Vec<PartChoice> {
    let choice = |system: &crate::register::connected::Connected| PartChoice {
        key: system.key.clone(),
        name: system.name(language.code()),
        description: system.description().for_language(language.code()).to_owned(),
        checked: chosen.is_none_or(|chosen| chosen.contains(&system.key)),
    };
    desk.systems.iter().map(choice).collect()
}

/// What rests on consent, by system; all of it is chosen until somebody says less.
pub fn consents(desk: &Desk, language: Language, chosen: Option<&[String]>) -> Vec<PartChoice> {
    let choice = |system: &crate::register::connected::Connected| PartChoice {
        key: system.key.clone(),
        name: aim_words::consent(system, language),
        description: system.name(language.code()),
        checked: chosen.is_none_or(|chosen| chosen.contains(&system.key)),
    };
    aim_words::consented(desk).map(choice).collect()
}
