//! A ticket that was closed because nobody replied is opened again. The systems are asked from the beginning: what they said
//! was thrown away, and may be another by now.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::clock;
use crate::{
    casework::{
        copying::withheld_before,
        error::CaseError,
        locking::{lock_data, plan_lift},
        sealing::{self, Opened},
    },
    desk::Desk,
    hold, identifier,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    question,
    request::{self, state::State},
    task::{self, store::Outdated},
    ticket,
};

/// A member of staff opens it again: the person wrote by other means.
pub async fn reopen(desk: &Desk, by: StaffId, id: TicketId) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    resume(&tx, desk, &mut opened, Actor::Staff(by)).await?;
    clock::reckon_anew(&tx, desk, &mut opened, "questions_open_again", Actor::Staff(by), json!({})).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Opens ticket and questions; the dates are the caller's, who lets nobody else set or lift a hold meanwhile.
pub(super) async fn resume(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &mut Opened,
    by: Actor,
) -> Result<(), CaseError> {
    let id = opened.ticket.id;
    let moved = opened.ticket.clone().resume(by, desk.now())?;
    opened.ticket = ticket::store::save(tx, moved).await?;
    question::store::reopen(tx, id).await?;
    plan_lift::go_on(tx, desk, id).await?;
    lock_data::at_once(tx, desk, opened).await?;
    let requests = request::store::of(tx, id).await?;
    let open = requests.iter().filter(|row| row.state == State::Open).map(|row| row.id).collect();
    withheld_before::keep(tx, desk, opened, &task::store::of(tx, id).await?).await?;
    task::store::throw_away(tx, id, open, Outdated::Wrong).await?;
    identifier::store::unlearn(tx, id).await?;
    Ok(())
}
