//! Work on a ticket begins: the systems are asked.

use super::advance;
use crate::{
    casework::{circumstances::locked, error::CaseError, refusal::Refusal, sealing},
    complaint,
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    request, ticket,
};

/// Starts the ticket.
pub async fn start(desk: &Desk, by: StaffId, id: TicketId) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    if request::store::of(&tx, id).await?.is_empty() && !complaint::store::of(&tx, id).await?.is_empty() {
        return Err(Refusal::OnlyComplaint.into());
    }
    let moved = opened.ticket.clone().start(Actor::Staff(by), desk.now())?;
    let (ticket, entry) = ticket::store::put(&tx, moved).await?;
    opened.ticket = ticket;
    advance::after_change(&tx, desk, &opened, vec![entry]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}
