//! What keeps everything about a person where it is: they have died, and nobody has decided what follows.
//!
//! It is noted on one ticket and holds on all on which the same trusted names stand: what must not leave by one must not by another.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;

use crate::{
    casework::{error::CaseError, refusal::Refusal},
    circumstance,
    identifier::{self, standing::Standing},
    kernel::ids::TicketId,
};

/// Refuses while it is so.
pub(in crate::casework) async fn must_be_free(db: &impl ConnectionTrait, id: TicketId) -> Result<(), CaseError> {
    if is_locked(db, id).await? { Err(Refusal::PersonHasDied.into()) } else { Ok(()) }
}

/// Whether it is so, on this ticket or on another of the same person.
pub(in crate::casework) async fn is_locked(db: &impl ConnectionTrait, id: TicketId) -> Result<bool, CaseError> {
    Ok(circumstance::store::is_any_locked(db, of_person(db, id).await?).await?)
}

/// Whether what is from `then` stays here, because it was decided later that nothing of somebody who has died is disclosed.
pub(in crate::casework) async fn is_closed_since(
    db: &impl ConnectionTrait,
    id: TicketId,
    then: DateTime<Utc>,
) -> Result<bool, CaseError> {
    let closed = circumstance::store::last_closed(db, of_person(db, id).await?).await?;
    Ok(closed.is_some_and(|at| then <= at))
}

/// The ticket, and all others of the same person.
pub(super) async fn of_person(db: &impl ConnectionTrait, id: TicketId) -> Result<Vec<TicketId>, CaseError> {
    let rows = identifier::store::of(db, id).await?;
    let trusted = rows.into_iter().filter(|row| row.standing == Standing::Trusted);
    let mut tickets = identifier::store::tickets_that_trust(db, trusted.map(|row| row.blind).collect()).await?;
    tickets.push(id);
    Ok(tickets)
}
