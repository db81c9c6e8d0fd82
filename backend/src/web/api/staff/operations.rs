//! All operations for staff.

use poem_openapi::OpenApi;

use super::{
    deactivations::ClosedAccounts, disclosures::Disclosures, evidence::EvidenceOperations, grounds::Grounds,
    handovers::Handovers, holds::Holds, identifiers::Identifiers, informed::Informed, letters::Letters,
    notices::Notices, packages::Packages, people::People, systems::Systems, tasks::Tasks, ticket::Moves,
    tickets::Tickets, writing::Writing,
};

/// What there is.
pub fn api() -> impl OpenApi + 'static {
    (
        Tickets,
        Moves,
        Identifiers,
        Writing,
        Grounds,
        Tasks,
        Packages,
        Letters,
        Systems,
        People,
        Holds,
        // Of recipients; a tuple holds sixteen at most.
        (Notices, Handovers, Disclosures, Informed),
        ClosedAccounts,
        EvidenceOperations,
    )
}
