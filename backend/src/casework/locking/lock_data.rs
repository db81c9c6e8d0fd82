//! Data of a person is locked (Art. 18): it stays where it is, nothing of ours erases it, and people see in each system to it
//! that it is not used. A member of staff does it, or the desk by itself as soon as somebody who objects is verified.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use rightsdesk_exporters::contract::{register::System, subject::Identifier};
use sea_orm::DatabaseTransaction;

use crate::{
    casework::{
        error::CaseError,
        holding::set_hold::{self, Holding},
        refusal::Refusal,
        sealing::Opened,
        stopping::bare_wish,
    },
    desk::Desk,
    hold::{
        self,
        ground::{Ground, Keeps},
        lock, place,
    },
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, RequestId, StaffId, TicketId},
    },
    law::{
        applicability::{Applicability, Claim},
        regime::Regime,
    },
    request::{self, aim::Aims, state::State},
    rights::right::Right,
};

/// After so many days somebody looks whether a lock is still needed.
const REVIEW_AFTER: TimeDelta = TimeDelta::days(30);

/// Why the desk locks what is objected to, for staff.
const OBJECTION: &str = "Locked by the desk when the person who objects was verified, until the objection is decided.";

/// The same of a bare wish to be erased.
const WISH_TO_BE_ERASED: &str =
    "Locked by the desk: a wish to be erased counts as an objection where interests are the basis.";

/// What is to be locked.
#[derive(Clone, Debug)]
pub struct Locking {
    /// Whose: names of one person.
    pub names: Vec<Identifier>,
    /// The ticket it is set from: the names that we rely on there count too.
    pub ticket: Option<TicketId>,
    /// Which case of Art. 18(1).
    pub ground: Ground,
    /// In which systems; none at all: everywhere.
    pub systems: BTreeSet<String>,
    /// For which purpose; none: whatever purpose.
    pub purpose: Option<String>,
    /// Why, for staff.
    pub reason: String,
}

/// Locks it. A ticket has one request to lock; a lock that is set from it answers that one.
pub async fn lock(desk: &Desk, by: StaffId, locking: Locking) -> Result<HoldId, CaseError> {
    set_hold::check_words(&locking.reason)?;
    if locking.ground.keeps() != Keeps::Lock {
        return Err(Refusal::GroundDoesNotFit.into());
    }
    if locking.systems.iter().any(|system| desk.systems.get(system).is_none()) {
        return Err(Refusal::NoSuchSystem.into());
    }
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    set_hold::lock_tickets(&tx, desk, &locking.names, locking.ticket).await?;
    let asked = match locking.ticket {
        Some(ticket) => request::store::of(&tx, ticket).await?,
        None => Vec::new(),
    };
    let asked = asked.iter().find(|row| row.right == Right::Restriction && row.state == State::Open);
    let id = put_down(&tx, desk, Actor::Staff(by), locking, asked.map(|row| row.id)).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(id)
}

/// The same for the request that asks for it, in a transaction that lets nobody else set or lift a hold.
async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    locking: Locking,
    request: Option<RequestId>,
) -> Result<HoldId, CaseError> {
    let Locking { names, ticket, ground, systems, purpose, reason } = locking;
    let holding = Holding {
        names,
        ticket,
        ground,
        places: systems.into_iter().map(|system| (system, String::new())).collect(),
        reason,
        review_on: desk.today() + REVIEW_AFTER,
        untold: None,
    };
    // What staff set they set on somebody. What the desk sets by itself may come before the first name of whoever is written for.
    let id = match by.staff() {
        Some(_) => set_hold::put_down(tx, desk, by, holding).await?,
        None => set_hold::put_down_ahead(tx, desk, by, holding).await?,
    };
    // It is a name on one line, and databases do not hold every character.
    let purpose =
        purpose.map(|purpose| purpose.trim().replace(char::is_control, " ")).filter(|purpose| !purpose.is_empty());
    let row = lock::Model { hold_id: id, request_id: request, purpose, ends_on: None, letter_id: None, told_at: None };
    lock::insert(tx, row).await?;
    Ok(id)
}

/// Locks what somebody who was just verified, or who has just taken another objection back, objects to: the controller has to show grounds that override, so until then the
/// use stops (Art. 21(1), 18(1)(d)). Where no system uses data on a basis that can be objected to, there is nothing to lock.
pub(in crate::casework) async fn at_once(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
) -> Result<(), CaseError> {
    if !desk.config.restriction.lock_objections {
        return Ok(());
    }
    let before = hold::store::set_from(tx, opened.ticket.id).await?;
    if before.iter().any(|lock| lock.ground == Ground::ObjectionPending) {
        return Ok(());
    }
    let mut requests = request::store::of(tx, opened.ticket.id).await?;
    requests.retain(|row| row.state == State::Open);
    let objection = requests.iter().find(|row| is_to_be_weighed(row));
    // A bare wish to be erased is an objection too (Art. 17(1)(c)).
    let objection = objection.or_else(|| requests.iter().find(|row| bare_wish::counts_as_objection(desk, row)));
    let Some(objection) = objection else { return Ok(()) };
    let regime = opened.ticket.regime();
    let systems: BTreeSet<_> = desk
        .systems
        .iter()
        .filter(|system| bare_wish::reaches(system, objection))
        .filter(|system| may_be_objected_to(system.connector.about(), regime))
        .map(|system| system.key.clone())
        .collect();
    if systems.is_empty() {
        return Ok(());
    }
    let locking = Locking {
        names: Vec::new(),
        ticket: Some(opened.ticket.id),
        ground: Ground::ObjectionPending,
        systems,
        purpose: None,
        reason: match objection.right {
            Right::Erasure => WISH_TO_BE_ERASED,
            Right::Informed
            | Right::Access
            | Right::Rectification
            | Right::Restriction
            | Right::Portability
            | Right::Objection
            | Right::AutomatedDecisions => OBJECTION,
        }
        .to_owned(),
    };
    put_down(tx, desk, Actor::Desk, locking, Some(objection.id)).await?;
    Ok(())
}

/// Locks the system of which somebody says that data is wrong there, while that is checked (Art. 18(1)(a)). Once for each ticket and
/// system; its end is planned when the request is answered. In a transaction that lets nobody else set or lift a hold.
pub(in crate::casework) async fn contested(
    tx: &DatabaseTransaction,
    desk: &Desk,
    (ticket, request): (TicketId, RequestId),
    system: &str,
) -> Result<(), CaseError> {
    if !desk.config.restriction.lock_contested {
        return Ok(());
    }
    let before = hold::store::set_from(tx, ticket).await?;
    let before: Vec<_> = before.into_iter().filter(|lock| lock.ground == Ground::AccuracyContested).collect();
    let ids: Vec<_> = before.iter().map(|lock| lock.id).collect();
    let places = place::of_all(tx, &ids).await?;
    if before.iter().any(|lock| lock.is_everywhere) || places.iter().any(|place| place.system == system) {
        return Ok(());
    }
    let locking = Locking {
        names: Vec::new(),
        ticket: Some(ticket),
        ground: Ground::AccuracyContested,
        systems: [system.to_owned()].into(),
        purpose: None,
        reason: "Locked by the desk because the person says that data is wrong, while that is checked.".to_owned(),
    };
    match put_down(tx, desk, Actor::Desk, locking, Some(request)).await {
        // Nothing is known by which the data could be found: there is nothing to lock.
        Ok(_) | Err(CaseError::Refused(Refusal::NoHoldNames)) => Ok(()),
        Err(other) => Err(other),
    }
}

/// Against direct marketing and without consent nothing is weighed: it ends at once.
fn is_to_be_weighed(row: &request::entity::Model) -> bool {
    row.right == Right::Objection && !row.aims.as_ref().is_some_and(Aims::is_absolute)
}

fn may_be_objected_to(system: &System, regime: Regime) -> bool {
    let claim = Claim::Right(Right::Objection);
    system.purposes.iter().any(|purpose| {
        let applies = |law| matches!(Applicability::of(claim, purpose.legal_basis, law), Applicability::Applies { .. });
        regime.laws().iter().any(|law| applies(*law))
    })
}
