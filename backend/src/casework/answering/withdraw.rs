//! The person takes the request back: work stops, and what was collected is thrown away. What was erased by then stays erased,
//! and they are told so.

use crate::{
    archive,
    casework::{
        collecting::{call_off, segment},
        error::CaseError,
        holding::lift_hold,
        locking::tell_lock_ended,
        receiving::merge,
        rectify,
        refusal::Refusal,
        sealing::{self, Opened},
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    complaint,
    desk::Desk,
    hold::{self, ground::Ground},
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    message::kind::Visibility,
    request, ticket,
};

/// Withdraws all open requests of a ticket.
pub async fn withdraw(desk: &Desk, id: TicketId, by: Actor) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    take_back(tx, desk, opened, by).await
}

/// The person takes it back on their page. Where other requests were merged into it, whoever has its code alone need not be who
/// asked again: that takes both proofs.
pub async fn from_page(desk: &Desk, id: TicketId, has_both_proofs: bool) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    if !has_both_proofs && !merge::brought(&tx, id).await?.is_empty() {
        return Err(CaseError::NotFound);
    }
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    take_back(tx, desk, opened, Actor::Subject).await
}

/// A member of staff records that the person took the request back by mail or by phone; `how` becomes an internal note.
pub async fn record(desk: &Desk, by: StaffId, id: TicketId, how: &str) -> Result<(), CaseError> {
    if how.trim().is_empty() {
        return Err(CaseError::Refused(Refusal::NotSaidHow));
    }
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    take_back(tx, desk, opened, Actor::Staff(by)).await
}

/// Takes all of it back.
pub(super) async fn take_back(
    tx: sea_orm::DatabaseTransaction,
    desk: &Desk,
    mut opened: Opened,
    by: Actor,
) -> Result<(), CaseError> {
    let now = desk.now();
    let id = opened.ticket.id;
    let moved = opened.ticket.clone().withdraw(by, now)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    request::store::withdraw_all(&tx, id).await?;
    if request::store::of(&tx, id).await?.is_empty() {
        complaint::store::drop_open(&tx, id).await?;
    }
    // What was locked while the objection was weighed is locked no more, by the person's own wish.
    for lock in hold::store::set_from(&tx, id).await? {
        if lock.ground == Ground::ObjectionPending {
            lift_hold::put_down(&tx, desk, by, lock.id, "The person took the objection back.").await?;
        }
    }
    // Of a lock that had ended in favour of an erasure, recipients have heard nothing yet.
    tell_lock_ended::of(&tx, desk, id).await?;
    let has_begun = call_off::open_tasks(&tx, id, "the person took the request back", now).await?;
    archive::store::supersede(&tx, id).await?;
    rectify::close::forget(&tx, desk, &opened).await?;
    letters::queue(&tx, desk, &opened, Writing::Withdrawn { has_begun }).await?;
    tx.commit().await?;
    // If this fails the tidying removes the files later; the rows that name them lead nobody there.
    desk.storage.remove_folder(&segment::folder(id)).map_err(CaseError::fault)?;
    desk.wake.notify_waiters();
    Ok(())
}
