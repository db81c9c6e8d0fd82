//! What was done for a right, as its letter tells it: read from what happened, never typed.

use super::{facts::Facts, resting_on};
use crate::{
    casework::{erasing::tell_erasure::Told, locking::tell_lock::Locks, writing::wish_words},
    desk::Desk,
    request::{self, aim::Aims, state::Outcome},
    rights::right::Right,
    words::{date, language::Language},
};

/// What is known when a request is answered.
#[derive(Debug, Default)]
pub(in crate::casework) struct Known {
    /// Of its erasure.
    pub erasure: Told,
    /// Of its locks.
    pub locks: Locks,
    /// Of decisions by machines, for the right that asks about them.
    pub reviews: Option<Vec<String>>,
    /// Of its corrections; empty if nobody named a field.
    pub corrected: String,
    /// Whether recipients that the person may know of are told.
    pub is_told: bool,
}

/// The facts for a letter of its own; none where what staff wrote is the answer.
pub(in crate::casework) fn of(
    desk: &Desk,
    request: &request::entity::Model,
    outcome: Outcome,
    known: Known,
    language: Language,
) -> Option<Facts> {
    let Known { erasure, locks, reviews, corrected, is_told } = known;
    match request.right {
        Right::Restriction if is_done(outcome) && !locks.lines.is_empty() => {
            let meanwhile = locks.meanwhile(language);
            Some(Facts::Locked { locks: locks.lines, meanwhile, is_told })
        }
        // Of what was upheld in part only staff can say what it was.
        Right::Objection if outcome == Outcome::Granted && !request.aims.as_ref().is_some_and(Aims::is_absolute) => {
            Some(stopped(desk, request.aims.as_ref(), locks, language))
        }
        // Whatever the answer: it says which decisions there are, and how to contest them.
        Right::AutomatedDecisions => reviews.map(Facts::Automated),
        _ if outcome == Outcome::Refused => Some(Facts::Refused(wish_words::lines(desk, [request], language))),
        Right::Rectification if is_done(outcome) && !corrected.is_empty() => Some(Facts::Corrected(corrected)),
        Right::Erasure if !erasure.is_empty() => Some(Facts::Erased {
            done: erasure.done(),
            stays: erasure.stays(language),
            not_looked: erasure.not_looked(),
            backups_until: (erasure.last_erased_on())
                .map(|day| date::date(desk.config.erasure.backups_until(day), language)),
            follows: request.follows,
            is_told,
        }),
        Right::Restriction
        | Right::Objection
        | Right::Erasure
        | Right::Informed
        | Right::Access
        | Right::Rectification
        | Right::Portability => None,
    }
}

fn is_done(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Granted | Outcome::PartlyGranted => true,
        Outcome::Refused | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs => false,
    }
}

fn stopped(desk: &Desk, aims: Option<&Aims>, locks: Locks, language: Language) -> Facts {
    let goes = resting_on::of_ended_use(desk, aims);
    Facts::Stopped {
        uses: resting_on::interests(desk, language),
        erased: goes.iter().map(|key| desk.systems.name(key, language.code())).collect(),
        stays_for: resting_on::other_than_interests(desk, language),
        locks: locks.lines,
    }
}
