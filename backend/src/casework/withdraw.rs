//! The person takes the request back: work stops, and what was collected is thrown away.

use super::{
    error::CaseError,
    letters::{self, Writing},
    sealing, segment,
};
use crate::{
    archive,
    desk::Desk,
    kernel::{actor::Actor, database, ids::TicketId},
    request, task, ticket,
};

/// Withdraws all open requests of a ticket.
pub async fn withdraw(desk: &Desk, id: TicketId, by: Actor) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open(&tx, desk, id).await?;
    let moved = opened.ticket.clone().withdraw(by, now)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    request::store::withdraw_all(&tx, id).await?;
    task::store::skip_open(&tx, id, "the person took the request back", now).await?;
    archive::store::supersede(&tx, id).await?;
    letters::queue(&tx, desk, &opened, Writing::Withdrawn).await?;
    tx.commit().await?;
    // If this fails the tidying removes the files later; the rows that name them lead nobody there.
    desk.storage.remove_folder(&segment::folder(id)).map_err(CaseError::fault)?;
    desk.wake.notify_waiters();
    Ok(())
}
