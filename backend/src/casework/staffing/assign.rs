//! A ticket is given to somebody, or to nobody.

use crate::{
    casework::{error::CaseError, refusal::Refusal},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    staff, ticket,
};

/// Gives the ticket to `to`.
pub async fn assign(desk: &Desk, by: StaffId, id: TicketId, to: Option<StaffId>) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[id]).await?;
    if let Some(to) = to {
        let can_have_it = staff::store::assignable(&tx).await?.iter().any(|person| person.id == to);
        if !can_have_it {
            return Err(CaseError::Refused(Refusal::NotForThem));
        }
    }
    let ticket = ticket::store::by_id(&tx, id).await?.ok_or(CaseError::NotFound)?;
    ticket::store::save(&tx, ticket.assign(to, Actor::Staff(by), desk.now())?).await?;
    tx.commit().await?;
    Ok(())
}
