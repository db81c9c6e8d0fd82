//! The data of a child has to go (Art. 17(1)(d) and (f)), also on a ticket that asked for something else, or was over.
//!
//! The request to erase goes onto the same ticket, over all systems, and its time runs from the day on which we learned of it. What
//! may stay is decided where any erasure is.

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        collecting::{advance, step_back::step_back},
        error::CaseError,
        refusal::Refusal,
        sealing::Opened,
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        ids::{RequestId, TicketId},
    },
    request::{self, due::Due, follows::Follows, state::State},
    rights::right::Right,
    ticket::{self, state::State as TicketState},
};

/// Asks for the erasure and has the systems asked. What is asked for already is not asked again.
pub(in crate::casework) async fn open(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &mut Opened,
    by: Actor,
    learned_on: NaiveDate,
) -> Result<(), CaseError> {
    let (id, now) = (opened.ticket.id, desk.now());
    let requests = request::store::of(tx, id).await?;
    if let Some(row) = requests.iter().find(|row| row.right == Right::Erasure) {
        let is_all_asked = row.state == State::Open && row.part.is_none();
        return if is_all_asked { Ok(()) } else { Err(Refusal::ErasureThere.into()) };
    }
    let due = request::due::of(&desk.calendars, opened.ticket.regime(), Right::Erasure, learned_on);
    let open = requests.iter().filter(|row| row.state == State::Open);
    let first = open.map(Due::stored).fold(due, Due::earlier);
    match opened.ticket.state {
        TicketState::Unverified => return Err(Refusal::NotVerified.into()),
        TicketState::Received | TicketState::Collecting | TicketState::Review => {
            if first != (Due { on: opened.ticket.due_on, safe_on: opened.ticket.due_safe_on }) {
                let details = json!({ "due_on": first.on });
                let moved = opened.ticket.clone().fall_due(first, "due_moved", by, now, details)?;
                opened.ticket = ticket::store::save(tx, moved).await?;
            }
        }
        TicketState::Answered
        | TicketState::Withdrawn
        | TicketState::Denied
        | TicketState::Expired
        | TicketState::NoReply
        | TicketState::Merged => {
            let moved = opened.ticket.clone().take_up(due, by, now)?;
            opened.ticket = ticket::store::save(tx, moved).await?;
        }
    }
    let request = RequestId(desk.ids.fresh());
    let row = request::entity::Model {
        follows: Some(Follows::Childhood),
        ..request::store::fresh(request, id, Right::Erasure, due)
    };
    request::store::insert(tx, vec![row]).await?;
    let line = Entry::on(id, now, by, "childs_erasure_opened").with(json!({ "request": request }));
    audit::store::append(tx, [line]).await?;
    if opened.ticket.state == TicketState::Review {
        opened.ticket = step_back(tx, opened.ticket.clone(), by, now).await?;
    }
    // A ticket that nobody has started yet is asked with the rest.
    advance::after_change(tx, desk, opened, Vec::new()).await
}

/// Whoever wants the data erased has asked for it: that is answered as a request, and not by going on.
pub(in crate::casework) async fn must_be_asked(tx: &DatabaseTransaction, id: TicketId) -> Result<(), CaseError> {
    let is_asked = request::store::of(tx, id).await?.iter().any(|row| row.right == Right::Erasure);
    if is_asked { Ok(()) } else { Err(Refusal::ChildWantsErasure.into()) }
}
