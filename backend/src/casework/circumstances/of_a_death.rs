//! What keeps the data of somebody who has died is the officer's alone to decide about, whoever noted the death: whether a hold goes on
//! or ends, which names it knows them by, and which part of the data a request is about.
//!
//! It is noted on one ticket and holds on all of the same person, as long as the note stands: also once it was decided what follows.

use sea_orm::ConnectionTrait;

use super::locked;
use crate::{
    casework::{error::CaseError, refusal::Refusal},
    circumstance::{self, kind::Kind},
    hold::{entity::Model, ground::Keeps},
    kernel::ids::{StaffId, TicketId},
    staff,
};

/// Refuses anybody but the officer on a ticket of somebody who has died.
pub(in crate::casework) async fn officer_alone(
    db: &impl ConnectionTrait,
    by: StaffId,
    ticket: TicketId,
) -> Result<(), CaseError> {
    if is_noted(db, ticket).await? && !staff::store::is_officer(db, by).await? {
        return Err(Refusal::OfficerHasToDecide.into());
    }
    Ok(())
}

/// The same of a hold that was set from a ticket, on whatever ground: which of several keeps the data nobody can tell beforehand. What
/// locked it was the wish of whoever lived then.
pub(in crate::casework) async fn officer_alone_on(
    db: &impl ConnectionTrait,
    by: StaffId,
    hold: &Model,
) -> Result<(), CaseError> {
    match (hold.ground.keeps(), hold.ticket_id) {
        (Keeps::Hold, Some(ticket)) => officer_alone(db, by, ticket).await,
        (Keeps::Hold, None) | (Keeps::Lock, _) => Ok(()),
    }
}

/// Whether it is noted that the person of this ticket has died, here or on another of theirs.
async fn is_noted(db: &impl ConnectionTrait, ticket: TicketId) -> Result<bool, CaseError> {
    Ok(circumstance::store::is_any(db, locked::of_person(db, ticket).await?, Kind::Deceased).await?)
}
