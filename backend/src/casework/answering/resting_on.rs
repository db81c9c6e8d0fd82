//! Which uses of data rest on what: what ends with an objection or with a consent, and what goes on beside it.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::register::{LegalBasis, System};

use crate::{
    desk::Desk,
    request::aim::{Aim, Aims},
    task::{entity::Model as Task, state::Outcome},
    words::{fill::Fill, language::Language},
};

/// The systems in which nothing rests on anything but interests or a public task, which can be objected to.
fn of_interests_alone(desk: &Desk) -> BTreeSet<String> {
    systems(desk, is_interest)
}

/// The systems in which nothing rests on anything but consent, of those in which these aims take it back.
pub(in crate::casework) fn of_consent_alone(desk: &Desk, aims: &Aims) -> BTreeSet<String> {
    let withdrawn = |key: &String| desk.systems.get(key).is_some_and(|it| aims.withdraws_from(it.connector.about()));
    systems(desk, |basis| basis == LegalBasis::Consent).into_iter().filter(withdrawn).collect()
}

/// The systems in which nothing is left to hold data for, once this objection is granted: what was aimed at decides.
pub(super) fn of_ended_use(desk: &Desk, aims: Option<&Aims>) -> BTreeSet<String> {
    let Some(aims) = aims else { return of_interests_alone(desk) };
    let mut ended = of_consent_alone(desk, aims);
    if aims.has(Aim::Situation) {
        ended.extend(of_interests_alone(desk));
    }
    ended
}

fn systems(desk: &Desk, ends: impl Fn(LegalBasis) -> bool) -> BTreeSet<String> {
    let all_end =
        |about: &System| !about.purposes.is_empty() && about.purposes.iter().all(|purpose| ends(purpose.legal_basis));
    desk.systems.iter().filter(|it| all_end(it.connector.about())).map(|it| it.key.clone()).collect()
}

/// The uses that can be objected to: system and purpose, in words.
pub(super) fn interests(desk: &Desk, language: Language) -> Vec<String> {
    uses(desk, language, is_interest).into_iter().map(|(what, _)| what).collect()
}

/// The uses that go on after an objection, with their basis, in words.
pub(super) fn other_than_interests(desk: &Desk, language: Language) -> Vec<String> {
    on_basis(uses(desk, language, |basis| !is_interest(basis)), language)
}

/// The systems in which something of the person was found by now, as far as any was asked.
pub(in crate::casework) fn found_in(tasks: &[Task]) -> BTreeSet<String> {
    let is_found = |task: &&Task| match task.outcome {
        Some(Outcome::Done | Outcome::Partial | Outcome::Manual) => true,
        Some(Outcome::NotFound | Outcome::NotLooked | Outcome::Skipped | Outcome::Abandoned) | None => false,
    };
    tasks.iter().filter(is_found).map(|task| task.system.clone()).collect()
}

/// The uses that go on in these systems after a consent was taken back, with their basis, in words.
pub(in crate::casework) fn other_than_consent(
    desk: &Desk,
    found: &BTreeSet<String>,
    language: Language,
) -> Vec<String> {
    on_basis(uses_in(desk, |key| found.contains(key), language, |basis| basis != LegalBasis::Consent), language)
}

fn uses(desk: &Desk, language: Language, counts: impl Fn(LegalBasis) -> bool) -> Vec<(String, LegalBasis)> {
    uses_in(desk, |_| true, language, counts)
}

fn uses_in(
    desk: &Desk,
    is_in: impl Fn(&str) -> bool,
    language: Language,
    counts: impl Fn(LegalBasis) -> bool,
) -> Vec<(String, LegalBasis)> {
    let mut uses = Vec::new();
    for system in desk.systems.iter().filter(|system| is_in(&system.key)) {
        for purpose in system.connector.about().purposes.iter().filter(|it| counts(it.legal_basis)) {
            let code = language.code();
            let what = language.wishing().pair.with2(system.name(code), purpose.name.for_language(code));
            uses.push((what, purpose.legal_basis));
        }
    }
    uses
}

fn on_basis(uses: Vec<(String, LegalBasis)>, language: Language) -> Vec<String> {
    let (words, bases) = (language.stopping(), &language.about().bases);
    uses.into_iter().map(|(what, on)| words.on_basis.with2(what, bases.of(on))).collect()
}

const fn is_interest(basis: LegalBasis) -> bool {
    match basis {
        LegalBasis::PublicTask | LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => true,
        LegalBasis::Consent | LegalBasis::Contract | LegalBasis::LegalObligation | LegalBasis::VitalInterests => false,
    }
}
