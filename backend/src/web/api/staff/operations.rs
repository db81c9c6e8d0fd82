//! All operations for staff.

use poem_openapi::OpenApi;

use super::{
    correcting::Correcting, deactivations::ClosedAccounts, evidence::EvidenceOperations, grounds::Grounds,
    holds::Holds, identifiers::Identifiers, letters::Letters, packages::Packages, people::People, systems::Systems,
    tasks::Tasks, ticket::Moves, tickets::Tickets, writing::Writing,
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
        Correcting,
        Packages,
        Letters,
        Systems,
        People,
        Holds,
        ClosedAccounts,
        EvidenceOperations,
    )
}
