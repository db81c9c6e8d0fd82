//! Somebody looks at what is otherwise masked or sealed: the log tells of it before it is shown.

use rightsdesk_exporters::contract::subject::Identifier;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, sealing},
    desk::Desk,
    identifier,
    kernel::{
        actor::Actor,
        database,
        ids::{IdentifierId, StaffId, TicketId},
    },
};

/// Contact and names of a person in full.
#[derive(Debug)]
pub struct Shown {
    /// The contact.
    pub contact: String,
    /// The identifiers, oldest first.
    pub identifiers: Vec<(IdentifierId, Identifier)>,
}

/// Shows a member of staff the contact and all identifiers of a ticket.
pub async fn show(desk: &Desk, by: StaffId, id: TicketId) -> Result<Shown, CaseError> {
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    let rows = identifier::store::of(&tx, id).await?;
    let details = json!({ "identifiers": rows.len() });
    audit::store::append(&tx, [Entry::on(id, desk.now(), Actor::Staff(by), "contact_shown").with(details)]).await?;
    tx.commit().await?;
    let identifiers = rows.iter().map(|row| Ok((row.id, identifier::store::open(row, &opened.key)?)));
    Ok(Shown { contact: opened.contact()?, identifiers: identifiers.collect::<Result<_, CaseError>>()? })
}
