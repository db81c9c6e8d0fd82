//! What a request asks for, in words for the person: the right as the form calls it, a part of an erasure, what an objection is
//! aimed at, or what an erasure follows from that they did not ask for.

use crate::{
    casework::{erasing::part_words, stopping::aim_words},
    desk::Desk,
    request::{
        aim::{Aim, Aims},
        entity::Model,
        follows::Follows,
        part::Part,
    },
    rights::right::Right,
    words::{fill::Fill, language::Language},
};

/// What is asked for with one right.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The right.
    pub right: Right,
    /// Which part of an erasure; none: all of it.
    pub part: Option<&'a Part>,
    /// What an objection is aimed at; none: at the person's situation alone.
    pub aims: Option<&'a Aims>,
    /// What an erasure follows from; none: they asked for it.
    pub follows: Option<Follows>,
}

impl<'a> From<&'a Model> for Asked<'a> {
    fn from(request: &'a Model) -> Self {
        Self {
            right: request.right,
            part: request.part.as_ref(),
            aims: request.aims.as_ref().filter(|_| request.right == Right::Objection),
            follows: request.follows,
        }
    }
}

/// A line for each thing that is asked for.
pub fn lines<'a>(
    desk: &Desk,
    asked: impl IntoIterator<Item = impl Into<Asked<'a>>>,
    language: Language,
) -> Vec<String> {
    asked.into_iter().flat_map(|one| lines_of(desk, one.into(), language)).collect()
}

fn lines_of(desk: &Desk, asked: Asked<'_>, language: Language) -> Vec<String> {
    let w = language.wishing();
    let plain = language.public().rights.of(asked.right).plain;
    match asked {
        Asked { follows: Some(Follows::Objection), .. } => vec![w.follows_objection.to_owned()],
        Asked { follows: Some(Follows::Consent), .. } => vec![w.follows_consent.to_owned()],
        Asked { follows: Some(Follows::Both), .. } => vec![w.follows_both.to_owned()],
        Asked { follows: Some(Follows::Childhood), .. } => vec![w.follows_childhood.to_owned()],
        Asked { aims: Some(aims), .. } => aims.each().map(|aim| aimed(desk, aims, aim, language)).collect(),
        Asked { part: Some(part), .. } => vec![format!("{plain} ({})", part_words::words(desk, part, language))],
        Asked { part: None, aims: None, follows: None, .. } => vec![plain.to_owned()],
    }
}

/// One aim, as something that one asks for.
pub(in crate::casework) fn aimed(desk: &Desk, aims: &Aims, aim: Aim, language: Language) -> String {
    let w = language.wishing();
    match aim {
        Aim::Situation => language.public().rights.of(Right::Objection).plain.to_owned(),
        Aim::Marketing => language.stopping().marketing_plain.to_owned(),
        Aim::Consent if aims.consents().is_empty() => w.consent_all.to_owned(),
        Aim::Consent => {
            let named = aims.consents().iter().map(|key| match desk.systems.get(key) {
                Some(it) => format!("{} ({})", it.name(language.code()), aim_words::consent(it, language)),
                None => key.clone(),
            });
            w.consent.with(named.collect::<Vec<_>>().join(", "))
        }
    }
}
