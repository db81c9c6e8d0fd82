//! What an objection is aimed at, in words for the person.

use crate::{
    request::aim::{Aim, Aims},
    words::language::Language,
};

/// One after the other.
pub fn words(aims: &Aims, language: Language) -> String {
    aims.each().map(|aim| word(aim, language)).collect::<Vec<_>>().join(", ")
}

/// One of them.
pub fn word(aim: Aim, language: Language) -> &'static str {
    let w = language.stopping();
    match aim {
        Aim::Situation => w.aim_situation,
        Aim::Marketing => w.aim_marketing,
        Aim::Consent => w.aim_consent,
    }
}
