//! What keeps everything about a ticket where it is: the person has died, and nobody has decided what follows.

use sea_orm::ConnectionTrait;

use super::{error::CaseError, refusal::Refusal};
use crate::{circumstance, kernel::ids::TicketId};

/// Refuses while it is so.
pub(super) async fn must_be_free(db: &impl ConnectionTrait, id: TicketId) -> Result<(), CaseError> {
    if circumstance::store::is_locked(db, id).await? { Err(Refusal::PersonHasDied.into()) } else { Ok(()) }
}
