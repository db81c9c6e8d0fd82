//! The moves of a ticket, found by trying each of them from each state.

use chrono::{DateTime, NaiveDate, Utc};
use rightsdesk::{
    kernel::{actor::Actor, ids::TicketId},
    request::due::Due,
    ticket::{
        entity::Model,
        intake::{Channel, Delivery, Verification},
        state::{self, IllegalMove, Move, Moved, State},
    },
};
use serde_json::json;

use super::draw::Drawing;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 14).expect("a day of the calendar");

fn standing(state: State, contact_kind: &str) -> Model {
    Model {
        id: TicketId(uuid::Uuid::nil()),
        reference: "DR-7KQ4-M2XW".to_owned(),
        state,
        channel: Channel::Web,
        language: "en".to_owned(),
        regime: "both".to_owned(),
        received_at: DateTime::<Utc>::UNIX_EPOCH,
        received_on: DAY,
        unverified_until: None,
        verified_at: None,
        verified_how: None,
        contact_kind: contact_kind.to_owned(),
        contact_sealed: Vec::new(),
        contact_blind: Vec::new(),
        access_code_hash: Vec::new(),
        delivery: Delivery::Link,
        agent_sealed: None,
        assignee: None,
        due_on: DAY,
        due_safe_on: DAY,
        closed_at: None,
        version: 1,
    }
}

fn tried(wanted: Move, ticket: Model) -> Result<Moved, IllegalMove> {
    let (now, by) = (DateTime::<Utc>::UNIX_EPOCH, Actor::Desk);
    match wanted {
        Move::Confirm => ticket.confirm(Verification::Mailbox, by, now),
        Move::Deny => ticket.deny(now),
        Move::Expire => ticket.expire(now),
        Move::Start => ticket.start(by, now),
        Move::Gather => ticket.gathered(now),
        Move::Reopen => ticket.reopen(by, now),
        Move::Answer => ticket.answer(by, now),
        Move::Conclude => ticket.conclude(by, now),
        Move::Settle => ticket.settle(now),
        Move::Withdraw => ticket.withdraw(by, now),
        Move::Assign => ticket.assign(None, by, now),
        Move::Rest => ticket.rest(by, now),
        Move::Resume => ticket.resume(by, now),
        Move::TakeUp => ticket.take_up(Due { on: DAY, safe_on: DAY }, by, now),
        Move::Merge => ticket.merge(now, json!({})),
        Move::Remind => ticket.remind(now, json!({})),
        Move::PassOn => ticket.pass_on(by, now, json!({})),
        Move::FallDue => ticket.fall_due(Due { on: DAY, safe_on: DAY }, "due_moved", by, now, json!({})),
    }
}

const fn name(wanted: Move) -> &'static str {
    match wanted {
        Move::Confirm => "The person confirms it",
        Move::Deny => "The owner of the address says that it was not them",
        Move::Expire => "Nobody confirms it in time",
        Move::Start => "The systems are asked",
        Move::Gather => "All systems have answered",
        Move::Reopen => "A system is asked again",
        Move::Answer => "Every request has its answer",
        Move::Conclude => "The complaint that it consists of has its answer",
        Move::Settle => "What it was opened for was done without it",
        Move::Withdraw => "The person takes it back",
        Move::Assign => "Somebody else works on it",
        Move::Rest => "Nobody replies to what we have to know",
        Move::Resume => "The person replies after all",
        Move::TakeUp => "Something more has to be done on it",
        Move::Merge => "It asks for what an earlier one asks for",
        Move::Remind => "The person asks for the same again",
        Move::PassOn => "Somebody else decides about the data",
        Move::FallDue => "Its requests are due on other days",
    }
}

/// Every move that succeeds. What only some tickets may do, those whom staff verify by hand, says so.
pub fn drawing() -> Drawing {
    let mut drawing = Drawing::new("A ticket", State::ALL.iter().map(|state| state.code()));
    drawing.begins("Somebody asks", state::START.code());
    drawing.begins("A sweep of closed accounts needs a person", state::START_CLOSED_ACCOUNT.code());
    for from in State::ALL {
        for wanted in Move::ALL {
            let to = |contact| tried(*wanted, standing(*from, contact)).ok().map(|moved| moved.ticket().state);
            match (to("email"), to("matrix_id")) {
                (None, None) => {}
                (Some(mailed), Some(by_hand)) if mailed == by_hand => {
                    drawing.goes(from.code(), mailed.code(), name(*wanted));
                }
                (None, Some(to)) => {
                    drawing.goes(from.code(), to.code(), &format!("{}, if staff verify them by hand", name(*wanted)));
                }
                (Some(to), _) => {
                    drawing.goes(from.code(), to.code(), &format!("{}, if a letter reaches them", name(*wanted)))
                }
            }
        }
    }
    drawing
}

/// A refused move says which it was, so that none hides behind another's name.
#[test]
fn what_is_refused_is_told_by_its_name() {
    for from in State::ALL {
        for wanted in Move::ALL {
            if let Err(refused) = tried(*wanted, standing(*from, "email")) {
                assert_eq!((refused.from, refused.wanted), (*from, *wanted));
            }
        }
    }
}
