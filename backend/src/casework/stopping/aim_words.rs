//! What an objection is aimed at, in words for the person.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::register::LegalBasis;

use crate::{
    desk::Desk,
    register::connected::Connected,
    request::aim::{Aim, Aims, rests_on_consent},
    words::{fill::Fill, language::Language},
};

/// One after the other.
pub fn words(desk: &Desk, aims: &Aims, language: Language) -> String {
    let one = |aim: Aim| match aim {
        Aim::Consent if !aims.consents().is_empty() => {
            format!("{} ({})", word(aim, language), consents(desk, aims.consents(), language))
        }
        Aim::Consent | Aim::Marketing | Aim::Situation => word(aim, language).to_owned(),
    };
    aims.each().map(one).collect::<Vec<_>>().join(", ")
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

/// The systems in which something rests on consent.
pub fn consented(desk: &Desk) -> impl Iterator<Item = &Connected> {
    desk.systems.iter().filter(|system| rests_on_consent(system.connector.about()))
}

/// What a system does with a consent: its purposes, as the register names them.
pub fn consent(system: &Connected, language: Language) -> String {
    let purposes = system.connector.about().purposes.iter().filter(|it| it.legal_basis == LegalBasis::Consent);
    purposes.map(|purpose| purpose.name.for_language(language.code())).collect::<Vec<_>>().join(", ")
}

fn consents(desk: &Desk, keys: &BTreeSet<String>, language: Language) -> String {
    let name = |key: &String| {
        desk.systems.get(key).map_or_else(
            || key.clone(),
            |it| language.wishing().pair.with2(it.name(language.code()), consent(it, language)),
        )
    };
    keys.iter().map(name).collect::<Vec<_>>().join("; ")
}
