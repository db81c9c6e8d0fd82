//! Data that is held only for a use that has ended is erased, although nobody asked for it in so many words: an objection was
//! upheld (Art. 17(1)(c)), or the consent was taken back on which all of it rested (Art. 17(1)(b)).
//!
//! The request to erase goes onto the same ticket: before the first request is answered, so that the ticket stays open, and after
//! that the systems are asked.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        collecting::{advance, step_back::step_back},
        error::CaseError,
        sealing::{self, Opened},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        ids::{RequestId, TicketId},
    },
    request::{self, aim::Aims, follows::Follows, part::Part},
    rights::right::Right,
    ticket::state::State as TicketState,
};

/// Asks to erase from these systems, for an objection with these aims has ended what they were for; false if there are none, or
/// erasure is asked for on the ticket already.
pub(in crate::casework) async fn ask(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    aims: Option<&Aims>,
    systems: BTreeSet<String>,
) -> Result<bool, CaseError> {
    let ticket = &opened.ticket;
    let requests = request::store::of(tx, ticket.id).await?;
    if systems.is_empty() || requests.iter().any(|row| row.right == Right::Erasure) {
        return Ok(false);
    }
    let due = request::due::of(&desk.calendars, ticket.regime(), Right::Erasure, ticket.received_on);
    let id = RequestId(desk.ids.fresh());
    let details = json!({ "request": id, "systems": systems });
    let row = request::entity::Model {
        part: Part::of(systems, false),
        follows: Some(Follows::from_aims(aims)),
        ..request::store::fresh(id, ticket.id, Right::Erasure, due)
    };
    request::store::insert(tx, vec![row]).await?;
    let line = Entry::on(ticket.id, desk.now(), Actor::Desk, "erasure_follows").with(details);
    audit::store::append(tx, [line]).await?;
    Ok(true)
}

/// Has the systems asked.
pub(in crate::casework) async fn go_on(
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: TicketId,
    by: Actor,
) -> Result<(), CaseError> {
    let mut opened = sealing::open(tx, desk, id).await?;
    if opened.ticket.state != TicketState::Review {
        return Ok(());
    }
    opened.ticket = step_back(tx, opened.ticket, by, desk.now()).await?;
    advance::after_change(tx, desk, &opened, Vec::new()).await
}
