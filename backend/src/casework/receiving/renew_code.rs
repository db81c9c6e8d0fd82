//! The person lost the access code: they get a new one, and the old one opens nothing any more.

use rightsdesk_vault::code::AccessCode;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        receiving::codes::access_code_hash,
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
    proof, ticket,
};

/// Draws a new access code for a ticket. `how` tells how the member of staff made sure that it is the person who asks; it
/// becomes an internal note. Whoever is signed in with the old code is signed out.
pub async fn renew(desk: &Desk, by: StaffId, id: TicketId, how: &str) -> Result<AccessCode, CaseError> {
    if how.trim().is_empty() {
        return Err(CaseError::Refused(Refusal::NoProof));
    }
    let code = AccessCode::draw(&*desk.chance);
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open(&tx, desk, id).await?;
    if opened.ticket.verified_at.is_none() {
        return Err(CaseError::Refused(Refusal::NotVerified));
    }
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    ticket::store::set_access_code(&tx, id, access_code_hash(desk, &code)).await?;
    proof::store::close_sessions(&tx, id).await?;
    audit::store::append(&tx, [Entry::on(id, desk.now(), Actor::Staff(by), "access_code_renewed")]).await?;
    tx.commit().await?;
    Ok(code)
}
