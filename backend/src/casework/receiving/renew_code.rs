//! The person gets a new access code, and the old one opens nothing any more: they lost it, or somebody else may have it, because
//! no letter has shown that whoever filled in the form is who was asked.

use rightsdesk_vault::code::AccessCode;
use sea_orm::DatabaseTransaction;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        receiving::codes::access_code_hash,
        refusal::Refusal,
        sealing::{self, Opened},
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
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    if opened.ticket.verified_at.is_none() {
        return Err(CaseError::Refused(Refusal::NotVerified));
    }
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    let code = draw_anew(&tx, desk, by, &mut opened).await?;
    tx.commit().await?;
    Ok(code)
}

/// Of somebody without a mailbox only staff know who they are, and only by the channel on which they asked. Whoever filled in the form
/// saw its code and need not be the same: a new one is drawn, for staff to send over that channel. None where a mailbox is the other
/// proof.
pub(in crate::casework) async fn once_verified(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    opened: &mut Opened,
) -> Result<Option<AccessCode>, CaseError> {
    if opened.ticket.has_mailbox() {
        return Ok(None);
    }
    draw_anew(tx, desk, by, opened).await.map(Some)
}

async fn draw_anew(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    opened: &mut Opened,
) -> Result<AccessCode, CaseError> {
    let id = opened.ticket.id;
    let code = AccessCode::draw(&*desk.chance);
    // Here as well: whoever saves the ticket later writes all of it.
    opened.ticket.access_code_hash = access_code_hash(desk, &code);
    ticket::store::set_access_code(tx, id, opened.ticket.access_code_hash.clone()).await?;
    proof::store::close_sessions(tx, id).await?;
    audit::store::append(tx, [Entry::on(id, desk.now(), Actor::Staff(by), "access_code_renewed")]).await?;
    Ok(code)
}
