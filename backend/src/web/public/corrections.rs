//! The page on which the person says, field by field, what is right.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::{
    look::{frame_here, in_language, page, page_again, see_other, to_door, to_status},
    visitor::{Here, Maybe},
};
use crate::{
    casework::{
        error::CaseError,
        rectify::own::{self, OwnField},
        refusal::{Refusal, correcting::Uncorrected},
    },
    correction::state::State,
    desk::Desk,
    web::{
        fields::Fields,
        page::public::corrections::{Corrections, Group, OwnValue},
    },
    words::{fill::Fill, language::Language},
};

/// What we hold.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, language: Data<&Language>, Maybe(here): Maybe) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    if !here.visitor.has_both_proofs() {
        return Ok(to_status(**language));
    }
    page(&fill(&desk, **language, &here, None).await?)
}

/// What is right.
#[handler]
pub async fn say(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    fields: Fields,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    let fields = here.fields(&desk, fields, &["which", "right"])?;
    let pairs: Vec<(&str, &str)> = fields.all("which").zip(fields.all("right")).collect();
    match own::say(&desk, &here.visitor, &pairs).await {
        Ok(()) => Ok(see_other(&in_language(**language, "/status/corrections"))),
        Err(CaseError::Refused(refusal)) => {
            let w = language.correcting();
            let words = if refusal == Refusal::Uncorrected(Uncorrected::NoCorrection) {
                w.own_no_value
            } else if refusal == Refusal::Uncorrected(Uncorrected::NotAValue) {
                w.own_not_a_value
            } else {
                w.own_not_now
            };
            page_again(&fill(&desk, **language, &here, Some(words.to_owned())).await?)
        }
        // Without both proofs there is nothing to say anything of.
        Err(CaseError::NotFound) => Ok(to_status(**language)),
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, language: Language, here: &Here, error: Option<String>) -> Result<Corrections, CaseError> {
    let mut groups: Vec<Group> = Vec::new();
    for field in own::fields(desk, &here.visitor, language).await? {
        let value = of(&field, language);
        match groups.last_mut().filter(|group| group.system == field.system) {
            Some(group) => group.values.push(value),
            None => groups.push(Group { system: field.system, values: vec![value] }),
        }
    }
    Ok(Corrections {
        frame: frame_here(desk, language, here, "/status/corrections"),
        reference: here.visitor.opened.ticket.reference.clone(),
        groups,
        error,
    })
}

fn of(field: &OwnField, language: Language) -> OwnValue {
    let w = language.correcting();
    let or_nothing = |value: &Option<String>| value.clone().unwrap_or_else(|| w.own_nothing.to_owned());
    OwnValue {
        name: field.name.clone(),
        value: or_nothing(&field.shown),
        choices: field.choices.clone(),
        renames: field.renames,
        which: field.may_say.then(|| field.which.clone()),
        said: field.said.as_ref().map(|(right, state)| {
            let state = match state {
                State::Asked | State::Found | State::NeedsPerson | State::Approved => w.own_looking,
                State::Written | State::ReadBack | State::ByHand => w.own_done,
                State::Refused => w.own_not_done,
                State::Statement => w.own_kept,
            };
            w.own_asked.with2(or_nothing(right), state)
        }),
    }
}
