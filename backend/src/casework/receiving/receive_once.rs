//! A form brings one request in, however often it is sent: by a double tap, a reload, or a connection that broke off
//! before the answer came.

use rightsdesk_vault::index;

use super::{
    codes::Codes,
    receive::{self, Aimed, Receipt},
};
use crate::{
    casework::{error::CaseError, receiving::codes::access_code_hash},
    desk::Desk,
    kernel::actor::Actor,
    ticket,
};

/// What was answered to a form that has been sent before.
pub async fn before(desk: &Desk, form: &str) -> Result<Option<Receipt>, CaseError> {
    let codes = Codes::of_form(desk, form);
    let ticket = ticket::store::by_reference(&desk.db, &codes.reference.to_string()).await?;
    let Some(ticket) = ticket else { return Ok(None) };
    // Its code was lost and renewed, and what this form would show opens nothing.
    if !index::is_same(&ticket.access_code_hash, &access_code_hash(desk, &codes.access_code)) {
        return Err(CaseError::Gone);
    }
    Ok(Some(Receipt {
        id: ticket.id,
        reference: ticket.reference,
        access_code: codes.access_code,
        due_on: ticket.due_on,
    }))
}

/// Takes the request of a form in, or answers what was answered to that form before.
pub async fn receive_once(desk: &Desk, form: &str, asking: impl Into<Aimed>, by: Actor) -> Result<Receipt, CaseError> {
    if let Some(receipt) = before(desk, form).await? {
        return Ok(receipt);
    }
    match receive::receive_as(desk, Codes::of_form(desk, form), asking.into(), by).await {
        Ok(receipt) => Ok(receipt),
        // The same form came at the same moment and was faster: no two tickets can have one reference.
        Err(error) => before(desk, form).await?.ok_or(error),
    }
}
