//! What is particular to the period under UK law (UK GDPR Art. 4A and 12A; ICO, Right of access, v1.0.87).

use chrono::NaiveDate;

use super::{
    effect::{Effect, Why},
    history::{About, Asked, Demand, Promptness},
    pause::Pauses,
    period::{self, Length},
};
use crate::{law::calendar::Calendar, rights::right::Right};

/// The first day on which a request fell under Art. 12A (Data (Use and Access) Act 2025 s. 76; SI 2026/82 reg. 4). The
/// regulator's guidance gave the same restart and the same pause before, but guidance is not a statute.
pub const ART_12A_APPLIES_FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 2, 5).expect("a day of February");

/// What a question does: proof of identity or authority and a fee start the month anew (Art. 12A(2)), a question about
/// the information that an access request is about stops it (Art. 12A(5)).
pub fn effect(right: Right, asked: &Asked) -> Effect {
    match (asked.promptness(), asked.demand()) {
        (Promptness::UndueDelay, _) => Effect::None(Why::UndueDelay),
        (Promptness::Prompt, Demand::Identity | Demand::Authority | Demand::Fee) => Effect::Restarts,
        (Promptness::Prompt, Demand::Clarification(_)) if right != Right::Access => Effect::None(Why::NotAccess),
        (Promptness::Prompt, Demand::Clarification(About::SomethingElse)) => Effect::None(Why::NotAboutInformation),
        (Promptness::Prompt, Demand::Clarification(About::Information(_))) => Effect::Pauses,
    }
}

/// The last day by the regulator's method: the paused days are added to the date that has already been moved to a working
/// day, and the sum is moved again if it must.
pub fn last_day(calendar: &Calendar, started_on: NaiveDate, length: Length, pauses: &Pauses) -> NaiveDate {
    let without_pauses = period::end(calendar, started_on, length).last_day;
    calendar.working_day_from(period::days_after(without_pauses, pauses.days(started_on)))
}

/// The earliest tenable last day: the same count of days, added to the date before it is moved.
pub fn cautious_last_day(calendar: &Calendar, started_on: NaiveDate, length: Length, pauses: &Pauses) -> NaiveDate {
    let same_date = period::end(calendar, started_on, length).same_date;
    calendar.working_day_from(period::days_after(same_date, pauses.days(started_on)))
}

/// The last day by the letter of Art. 12A(5)(b): the day of the question and the day of the answer both count as paused.
pub fn literal_last_day(calendar: &Calendar, started_on: NaiveDate, length: Length, pauses: &Pauses) -> NaiveDate {
    let same_date = period::end(calendar, started_on, length).same_date;
    calendar.working_day_from(period::days_after(same_date, pauses.days_inclusive(started_on)))
}
