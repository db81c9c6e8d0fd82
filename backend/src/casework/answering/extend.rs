//! The person is told, in time and with the reasons, that a request takes two more months (EU GDPR Art. 12(3); UK GDPR
//! Art. 12A(3)). Only the complexity or the number of requests is a reason; whether it is one, a person decides.

use serde_json::json;

use crate::{
    casework::{
        circumstances::locked,
        error::CaseError,
        refusal::Refusal,
        sealing,
        stopping::stop_at_once,
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{RequestId, StaffId, TicketId},
    },
    message::kind::Visibility,
    question,
    request::{
        self,
        due::{self, Due},
        state::State,
    },
    ticket,
};

/// Extends a request. Refused when the last day to say so has passed: a late notice has no effect, and a date that the
/// law does not give must not stand on the ticket. Refused too while the period waits for the person under every law.
pub async fn extend(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    request: RequestId,
    reasons: &str,
) -> Result<(), CaseError> {
    let reasons = reasons.trim();
    if reasons.is_empty() {
        return Err(Refusal::NoReasons.into());
    }
    let (now, today) = (desk.now(), desk.today());
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    let (regime, received_on) = (opened.ticket.regime(), opened.ticket.received_on);
    let requests = request::store::of(&tx, id).await?;
    let row = requests.iter().find(|row| row.id == request).ok_or(CaseError::NotFound)?;
    stop_at_once::must_not_wait([row])?;
    let asked = question::clock::concerning(&question::store::of(&tx, id).await?, request);
    let as_it_is = due::reckoned(&desk.calendars, regime, row, received_on, &asked);
    // A period that waits for the person has no last day that could be told.
    if as_it_is.due.is_none() {
        return Err(Refusal::PeriodWaits.into());
    }
    if as_it_is.extension_notice_by.is_none_or(|last| today > last) {
        return Err(Refusal::TooLateToExtend.into());
    }
    let extended = due::if_extended(&desk.calendars, regime, row, received_on, &asked, today);
    let due = due::dates(&extended, received_on);
    if !request::store::extend(&tx, request, today, due).await? {
        return Err(Refusal::NotToBeExtended.into());
    }
    let others = requests.iter().filter(|other| other.id != request && other.state == State::Open);
    let first = others.map(Due::stored).fold(due, Due::earlier);
    let details = json!({ "request": request, "right": row.right.code(), "due_on": due.on });
    let moved = opened.ticket.fall_due(first, "extended", Actor::Staff(by), now, details)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Shared }, reasons).await?;
    letters::queue(&tx, desk, &opened, Writing::Extend { request: row, due_on: due.on, reasons }).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
