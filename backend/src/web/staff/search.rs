//! Looking for tickets by what somebody types: a reference, or a name of the person to the last letter.
//!
//! Names are stored sealed and found by keyed hashes, so only whole ones are found: no part, no pattern, no other case.

use rightsdesk_vault::reference::Reference;

use crate::{casework::error::CaseError, desk::Desk, identifier, kernel::ids::TicketId, ticket};

/// The longest text that is looked for, in bytes; longer ones are no identifier.
const LONGEST: usize = 1024;

/// The tickets that `typed` stands for.
pub async fn find(desk: &Desk, typed: &str) -> Result<Vec<TicketId>, CaseError> {
    let typed = typed.trim();
    if typed.is_empty() || typed.len() > LONGEST {
        return Ok(Vec::new());
    }
    if let Ok(reference) = typed.parse::<Reference>()
        && let Some(ticket) = ticket::store::by_reference(&desk.db, &reference.to_string()).await?
    {
        return Ok(vec![ticket.id]);
    }
    // A name does not say of which kind it is: it is tried as each that there is.
    let kinds = identifier::store::kinds(&desk.db).await?;
    let blinds = kinds.iter().flat_map(|kind| identifier::store::blinds(&desk.index, kind, typed)).collect();
    Ok(identifier::store::tickets_with(&desk.db, blinds).await?)
}
