//! What questions do to the period of a request, as its history tells it.
//!
//! A reply counts from the day on which it came, even before anybody has looked at it: should it be enough, time has run since
//! then, and an alarm that comes too early harms nobody. Found to be too little, it has still moved time until that was said: another
//! question stops it anew, and the person has all of its own time to reply.

use chrono::{Months, NaiveDate};

use super::{
    entity::Model,
    kind::{Promptness, State},
};
use crate::{kernel::ids::RequestId, law::deadline::history::Asked};

/// The questions that concern this request, as its period knows them.
pub fn concerning(questions: &[Model], request: RequestId) -> Vec<Asked> {
    let concerned = questions.iter().filter(|it| it.request_id.is_none_or(|of| of == request));
    concerned.map(asked).collect()
}

fn asked(question: &Model) -> Asked {
    let open = Asked::open(question.kind.demand(), question.asked_on);
    let open = match question.promptness {
        Promptness::Prompt => open,
        Promptness::UndueDelay => open.with_undue_delay(),
    };
    let settled_on = match question.state {
        State::Open | State::NoReply => None,
        State::Replied | State::NotEnough => question.replied_on,
        State::Answered => question.answered_on,
    };
    // No verb takes an answer that is older than its question.
    settled_on.and_then(|on| open.answered(on).ok()).unwrap_or(open)
}

/// The first day on which the request may be closed if nobody replies (ICO, Right of access: one month, as a rule).
pub fn closable_on(question: &Model, months: u32) -> NaiveDate {
    question.asked_on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ids::{QuestionId, StaffId, TicketId},
        question::kind::Kind,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn question(state: State) -> Model {
        Model {
            id: QuestionId(uuid::Uuid::nil()),
            ticket_id: TicketId(uuid::Uuid::nil()),
            request_id: Some(RequestId(uuid::Uuid::nil())),
            kind: Kind::Identity,
            promptness: Promptness::Prompt,
            state,
            asked_on: day("2026-01-31"),
            asked_at: "2026-01-31T12:00:00Z".parse().unwrap(),
            asked_by: StaffId(uuid::Uuid::nil()),
            wording_sealed: Vec::new(),
            reason_sealed: Vec::new(),
            late_because_sealed: None,
            amount: None,
            replied_on: Some(day("2026-02-03")),
            answered_on: Some(day("2026-02-05")),
            decided_by: None,
            decided_at: None,
            how_sealed: None,
            closed_on: None,
        }
    }

    #[test]
    fn a_reply_counts_from_its_day_whatever_is_found_of_it() {
        let of = |state| concerning(&[question(state)], RequestId(uuid::Uuid::nil()))[0].answered_on();
        assert_eq!(of(State::Open), None);
        assert_eq!(of(State::NoReply), None);
        assert_eq!(of(State::Replied), Some(day("2026-02-03")));
        assert_eq!(of(State::NotEnough), Some(day("2026-02-03")));
        assert_eq!(of(State::Answered), Some(day("2026-02-05")));
        let other = RequestId(uuid::Uuid::from_u128(1));
        assert!(concerning(&[question(State::Open)], other).is_empty(), "it concerns another request");
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        assert_eq!(closable_on(&question(State::Open), 1), day("2026-02-28"));
    }
}
