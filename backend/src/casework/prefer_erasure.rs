//! Somebody who wants data locked also wants it erased. One excludes the other, so they are asked which they want; when they
//! have said that it is to be erased, the locks are withdrawn, and what they stopped goes on.
//!
//! That is their own wish: nobody has to be told of the end of such a lock a week before.

use sea_orm::DatabaseTransaction;

use super::{error::CaseError, held, lift_hold, refusal::Refusal, sealing, set_hold};
use crate::{
    desk::Desk,
    hold,
    identifier::{self, standing::Standing},
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, StaffId, TicketId},
    },
    request::{self, state::State},
    rights::right::Right,
};

/// Notes that, and how, the person said so.
pub async fn prefer(desk: &Desk, by: StaffId, id: TicketId, said: &str) -> Result<(), CaseError> {
    set_hold::check_words(said)
        .map_err(|refusal| if refusal == Refusal::NoHoldReason { Refusal::NotSaidHow } else { refusal })?;
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    let requests = request::store::of(&tx, id).await?;
    if !requests.iter().any(|row| row.right == Right::Erasure && row.state == State::Open) {
        return Err(Refusal::NothingToPrefer.into());
    }
    let locks = locks_on(&tx, desk, id).await?;
    if locks.is_empty() {
        return Err(Refusal::NothingToPrefer.into());
    }
    for lock in locks {
        lift_hold::put_down(&tx, desk, Actor::Staff(by), lock, said).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The locks on the person of the ticket, by the names that we rely on.
async fn locks_on(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<Vec<HoldId>, CaseError> {
    let opened = sealing::open(tx, desk, id).await?;
    let rows = identifier::store::of(tx, id).await?;
    let relied_on = rows.iter().filter(|row| row.standing == Standing::Trusted);
    let names = relied_on.map(|row| identifier::store::open(row, &opened.key)).collect::<Result<Vec<_>, _>>()?;
    let found = hold::store::held_anywhere(tx, &hold::name::blinds_of_all(&desk.index, &names)).await?;
    let mut locks: Vec<_> = found
        .iter()
        .filter(|held| held::is_lock(held) && held::is_against(held, id))
        .map(|held| held.hold_id)
        .collect();
    locks.sort_unstable();
    locks.dedup();
    Ok(locks)
}
