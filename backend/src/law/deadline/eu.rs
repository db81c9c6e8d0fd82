//! What is particular to the period under the law of the Union (Art. 12(3); EDPB Guidelines 01/2022, 157–164).

use chrono::NaiveDate;

use super::{
    effect::{Effect, Why},
    history::{About, Asked, Demand, Promptness, Quantity},
    pause::Pauses,
    period::{self, Length},
};
use crate::{law::calendar::Calendar, rights::right::Right};

/// What a question does: doubt about identity may suspend the month (EDPB 01/2022, 159), authority is treated alike, and so is
/// a question what an access request is about where there is much data (recital 63). Nothing is said about a fee.
pub fn effect(right: Right, asked: &Asked) -> Effect {
    match (asked.promptness(), asked.demand()) {
        (Promptness::UndueDelay, _) => Effect::None(Why::UndueDelay),
        (Promptness::Prompt, Demand::Identity | Demand::Authority) => Effect::Pauses,
        (Promptness::Prompt, Demand::Fee) => Effect::None(Why::NoPauseForFee),
        (Promptness::Prompt, Demand::Clarification(_)) if right != Right::Access => Effect::None(Why::NotAccess),
        (Promptness::Prompt, Demand::Clarification(About::SomethingElse)) => Effect::None(Why::NotAboutInformation),
        (Promptness::Prompt, Demand::Clarification(About::Information(quantity))) => match quantity {
            Quantity::Large => Effect::Pauses,
            Quantity::Small => Effect::None(Why::SmallQuantity),
        },
    }
}

/// The last day if suspensions are admitted: the days are added to the date before it is moved to a working day.
pub fn last_day(calendar: &Calendar, started_on: NaiveDate, length: Length, pauses: &Pauses) -> NaiveDate {
    let same_date = period::end(calendar, started_on, length).same_date;
    calendar.working_day_from(period::days_after(same_date, pauses.days(started_on)))
}

/// The last day without any suspension, for which Art. 12(3) itself has no words.
pub fn strict_last_day(calendar: &Calendar, started_on: NaiveDate, length: Length) -> NaiveDate {
    period::end(calendar, started_on, length).last_day
}
