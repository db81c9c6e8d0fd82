//! Staff who let out whatever package there is.

use rightsdesk::{
    archive,
    casework::{copying::release, error::CaseError},
    desk::Desk,
    kernel::{actor::Actor, ids::TicketId},
};

/// Releases the package of a ticket, after a look at which one it is.
pub async fn let_out(desk: &Desk, by: Actor, ticket: TicketId) -> Result<(), CaseError> {
    let package = archive::store::current(&desk.db, ticket).await?;
    let seen = package.and_then(|package| package.sha256).unwrap_or_default();
    release::release(desk, by, ticket, &seen).await
}
