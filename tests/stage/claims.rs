//! Staff who believe what a person says they are called.

use rightsdesk::{
    casework::collecting::decide_identifier::decide,
    identifier::{self, standing::Standing},
    kernel::ids::{StaffId, TicketId},
};

use crate::desk::Stage;

/// Accepts whatever is claimed on the ticket, and does the work that comes of it, until nothing new is claimed. How
/// much was accepted.
pub async fn accept_all(stage: &Stage, by: StaffId, ticket: TicketId) -> usize {
    let mut accepted = 0;
    loop {
        let rows = identifier::store::of(&stage.desk.db, ticket).await.expect("the identifiers");
        let Some(claim) = rows.into_iter().find(|row| row.standing == Standing::Claimed) else { return accepted };
        decide(&stage.desk, by, ticket, claim.id, Standing::Trusted).await.expect("a claim that is accepted");
        stage.run_due_work().await;
        accepted += 1;
    }
}
