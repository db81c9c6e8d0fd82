//! Holds in words.

use std::collections::BTreeMap;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{entity::Model, ground::Ground, place, seal},
    identifier::mask::masked,
    kernel::ids::HoldId,
    web::{page::desk::holds::HoldRow, staff::shown::Times},
    words::{fill::Fill, language::Language},
};

/// The name of a ground.
pub fn ground(ground: Ground, language: Language) -> &'static str {
    match ground {
        Ground::LegalClaims
        | Ground::LegalObligation
        | Ground::PublicTask
        | Ground::FreeExpression
        | Ground::Research => language.choose(&ground.in_the_list().name),
        Ground::AccuracyContested => language.locking().accuracy,
        Ground::UnlawfulUse => language.locking().unlawful,
        Ground::PersonsClaims => language.locking().claims,
        Ground::ObjectionPending => language.locking().objection,
    }
}

/// Its ground and the day of its review.
pub fn in_short(desk: &Desk, hold: &Model, language: Language) -> String {
    let review = language.holding().next_review.with(Times::of(desk, language).short_day(hold.review_on));
    let short = format!("{} ({}). {review}", ground(hold.ground, language), hold.ground.article());
    if hold.is_untold() { format!("{short} {}", language.holding().is_untold) } else { short }
}

/// The rows of these holds.
pub async fn of(desk: &Desk, holds: &[Model], language: Language) -> Result<Vec<HoldRow>, CaseError> {
    let ids: Vec<_> = holds.iter().map(|hold| hold.id).collect();
    let mut places = BTreeMap::<HoldId, Vec<place::Model>>::new();
    for place in place::of_all(&desk.db, &ids).await? {
        places.entry(place.hold_id).or_default().push(place);
    }
    let rows = holds.iter().map(|hold| row(desk, hold, places.get(&hold.id).map_or(&[], Vec::as_slice), language));
    Ok(rows.collect())
}

fn row(desk: &Desk, hold: &Model, places: &[place::Model], language: Language) -> HoldRow {
    let w = language.holding();
    let times = Times::of(desk, language);
    let today = desk.today();
    let left = (hold.review_on - today).num_days();
    HoldRow {
        id: hold.id.to_string(),
        person: if hold.knows_names() { person(desk, hold) } else { w.forgotten.to_owned() },
        ground: format!("{} ({})", ground(hold.ground, language), hold.ground.article()),
        places: places.iter().map(|place| place_words(desk, place, language)).collect(),
        age: w.age_days.with((today - desk.day_of(hold.set_at)).num_days()),
        review_on: times.short_day(hold.review_on),
        left: (left > 0).then(|| w.days_left.with(left)),
        lifted_on: hold.lifted_at.map(|at| times.short_day_of(at)),
    }
}

/// Whom it is about, masked; empty if it does not open, which the log tells of: one damaged row must not take the list away.
fn person(desk: &Desk, hold: &Model) -> String {
    let names = seal::key(&desk.masters, hold).and_then(|key| seal::open_names(&key, hold));
    let names = names.inspect_err(|error| tracing::error!(hold = %hold.id, %error, "a hold is damaged"));
    let names = names.unwrap_or_default();
    names.iter().map(|name| masked(name.kind().as_str(), name.value())).collect::<Vec<_>>().join(", ")
}

fn place_words(desk: &Desk, place: &place::Model, language: Language) -> String {
    let system = desk.systems.name(&place.system, language.code());
    if place.collection.is_empty() { system } else { format!("{system}: {}", place.collection) }
}
