//! Staff put the package aside and answer in writing instead: because the request is refused, or because the answer
//! is better written.

use sea_orm::ConnectionTrait;

use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        answering::answer::must_be_in_review,
        error::CaseError,
        refusal::Refusal,
        sealing,
        writing::write_message::{self, Note},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    message::kind::Visibility,
};

/// Throws away a package that nobody has had: its key is gone with this, its file soon after. `why` becomes an internal
/// note.
pub async fn discard(desk: &Desk, by: StaffId, id: TicketId, why: &str) -> Result<(), CaseError> {
    if why.trim().is_empty() {
        return Err(CaseError::Refused(Refusal::NoReason));
    }
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    must_be_in_review(&opened)?;
    if !is_there(&tx, id).await? {
        return Err(CaseError::Refused(Refusal::NoPackage));
    }
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, why).await?;
    archive::store::supersede(&tx, id).await?;
    audit::store::append(&tx, [Entry::on(id, desk.now(), Actor::Staff(by), "package_discarded")]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

async fn is_there(db: &impl ConnectionTrait, id: TicketId) -> Result<bool, CaseError> {
    Ok(archive::store::current(db, id).await?.is_some_and(|archive| archive.state.may_be_discarded()))
}
