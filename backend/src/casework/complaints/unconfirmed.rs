//! The complaint of somebody who never asked for anything waits until they have shown who they are, as a request does.
//!
//! Its ticket has no request, so nothing is looked for in any system. The thirty days run from the day on which it came.

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
        writing::{letters, occasion::Writing},
    },
    complaint::{
        self,
        entity::Model,
        state::{About, CONFIRM, CONFIRM_ACKNOWLEDGED, Channel, START_UNCONFIRMED, State},
    },
    desk::Desk,
    kernel::{actor::Actor, ids::ComplaintId},
    law::deadline::{matter::Matter, reckon::reckon},
    request::due::Due,
};

/// By when a complaint has to be acknowledged that came on that day.
pub fn due(desk: &Desk, received_on: NaiveDate) -> Due {
    let on = reckon(&desk.calendars, &Matter::Complaint { received_on }).due.unwrap_or(received_on);
    Due { on, safe_on: on }
}

/// Writes it down beside its ticket, which is due when it has to be acknowledged.
pub async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    channel: Channel,
    text: &str,
) -> Result<(), CaseError> {
    let complaint = ComplaintId(desk.ids.fresh());
    let row = Model {
        id: complaint,
        ticket_id: opened.ticket.id,
        number: 1,
        channel,
        state: START_UNCONFIRMED,
        received_on: opened.ticket.received_on,
        filed_at: opened.ticket.received_at,
        acknowledge_by: opened.ticket.due_on,
        acknowledged_at: None,
        text_sealed: opened.seal(desk, Place::ComplaintText(complaint), text.trim()),
        outcome: None,
        found_sealed: None,
        done_sealed: None,
        answered_by: None,
        answered_at: None,
    };
    complaint::store::insert(tx, row).await?;
    Ok(())
}

/// The person is verified: their complaint is one, and acknowledged where a letter reaches them. False if none has waited for it.
pub async fn enter(tx: &DatabaseTransaction, desk: &Desk, opened: &Opened) -> Result<bool, CaseError> {
    let (id, now) = (opened.ticket.id, desk.now());
    let rows = complaint::store::of(tx, id).await?;
    let Some(row) = rows.iter().find(|row| row.state == State::Unconfirmed) else { return Ok(false) };
    let (step, told_at) = if opened.ticket.has_mailbox() { (CONFIRM_ACKNOWLEDGED, Some(now)) } else { (CONFIRM, None) };
    complaint::store::confirm(tx, row.id, step, told_at).await?;
    let details = json!({ "complaint": row.id, "number": row.number, "acknowledge_by": row.acknowledge_by });
    audit::store::append(tx, [Entry::on(id, now, Actor::Desk, "complaint_received").with(details)]).await?;
    let case = row.case_number(&opened.ticket.reference);
    let writing = Writing::ComplaintAck { about: About::Data, case, received_on: row.received_on };
    letters::queue(tx, desk, opened, writing).await?;
    Ok(true)
}
