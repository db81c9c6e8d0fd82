//! A ticket that was nobody's is forgotten: it stays as a number.
//!
//! Its contents become unreadable with its key. What could still find it by somebody's address, or let the one who filled
//! in the form look at it, goes too.

use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    complaint,
    desk::Desk,
    identifier,
    kernel::ids::TicketId,
    proof,
    ticket::{self, keys},
};

/// Forgets what the ticket holds. It is closed already.
pub(in crate::casework) async fn forget(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<(), CaseError> {
    keys::destroy(tx, id, desk.now()).await?;
    whose_it_was(tx, id).await
}

/// Forgets by what it could be found, and closes it for whoever filled in the form; staff can still read it.
pub(in crate::casework) async fn whose_it_was(tx: &DatabaseTransaction, id: TicketId) -> Result<(), CaseError> {
    proof::store::close_sessions(tx, id).await?;
    complaint::store::drop_open(tx, id).await?;
    identifier::store::forget(tx, id).await?;
    ticket::store::forget_contact(tx, id).await?;
    Ok(())
}
