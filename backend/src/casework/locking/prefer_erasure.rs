//! Somebody who wants data locked also wants it erased. One excludes the other, so they are asked which they want; when they
//! have said that it is to be erased, the locks are withdrawn, and what they stopped goes on.
//!
//! That is their own wish: nobody has to be told of the end of such a lock a week before. So it reaches as far as the erasure does:
//! what is locked elsewhere stays locked, and a lock that covers more than is to be erased is ended by itself.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;

use crate::{
    casework::{
        circumstances::{authority, locked},
        error::CaseError,
        holding::{held, lift_hold, set_hold},
        refusal::Refusal,
        sealing::{self, Opened},
        stopping::bare_wish::reaches,
    },
    desk::Desk,
    hold::{self, entity::Model as Hold, place},
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, StaffId, TicketId},
    },
    request::{self, entity::Model as Request, state::State},
    rights::right::Right,
};

/// Notes that, and how, the person said so.
pub async fn prefer(desk: &Desk, by: StaffId, id: TicketId, said: &str) -> Result<(), CaseError> {
    set_hold::check_words(said)
        .map_err(|refusal| if refusal == Refusal::NoHoldReason { Refusal::NotSaidHow } else { refusal })?;
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    authority::must_be_shown(&tx, &opened.ticket).await?;
    let mut erasures = request::store::of(&tx, id).await?;
    erasures.retain(|row| row.right == Right::Erasure && row.state == State::Open);
    let mut locks = Vec::new();
    for (lock, systems) in locks_on(&tx, desk, &opened).await? {
        match covered(desk, &erasures, &lock, &systems) {
            Covered::Nothing => {}
            Covered::Wholly => locks.push(lock.id),
            Covered::Partly => return Err(Refusal::LockCoversMore.into()),
        }
    }
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

/// How much of what a lock covers is to be erased.
enum Covered {
    /// Nothing: the lock stays as it is.
    Nothing,
    /// Some, and the rest is to stay as it is: they have not said that it may be used again.
    Partly,
    /// All of it.
    Wholly,
}

/// How much of this lock these erasures reach. Whoever wants everything erased wants it everywhere.
fn covered(desk: &Desk, erasures: &[Request], lock: &Hold, systems: &[String]) -> Covered {
    if erasures.iter().any(|row| row.part.is_none()) {
        return Covered::Wholly;
    }
    let reached: BTreeSet<&str> = desk
        .systems
        .iter()
        .filter(|system| erasures.iter().any(|row| reaches(system, row)))
        .map(|system| system.key.as_str())
        .collect();
    let is_reached = |system: &String| reached.contains(system.as_str());
    if lock.is_everywhere {
        return if reached.is_empty() { Covered::Nothing } else { Covered::Partly };
    }
    match (systems.iter().any(is_reached), systems.iter().all(is_reached)) {
        (false, _) => Covered::Nothing,
        (true, false) => Covered::Partly,
        (true, true) => Covered::Wholly,
    }
}

/// The locks on the person of the ticket, by the names that we rely on, each with the systems that it covers.
async fn locks_on(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
) -> Result<Vec<(Hold, Vec<String>)>, CaseError> {
    let id = opened.ticket.id;
    let blinds = hold::name::blinds_of_all(&desk.index, &opened.names(tx).await?);
    let found = hold::store::held_anywhere(tx, &blinds).await?;
    let locks = found.iter().filter(|held| held::is_lock(held) && held::is_against(held, id));
    let locks: BTreeSet<HoldId> = locks.map(|held| held.hold_id).collect();
    let ids: Vec<_> = locks.into_iter().collect();
    let places = place::of_all(tx, &ids).await?;
    let of = |lock: &Hold| places.iter().filter(|place| place.hold_id == lock.id).map(|it| it.system.clone()).collect();
    let locks = hold::store::by_ids(tx, &ids).await?.into_values();
    Ok(locks
        .map(|lock| {
            let systems = of(&lock);
            (lock, systems)
        })
        .collect())
}
