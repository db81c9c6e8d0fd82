//! All operations for staff.

use poem_openapi::OpenApi;

use super::{
    deactivations::ClosedAccounts, evidence::EvidenceOperations, grounds::Grounds, holds::Holds,
    identifiers::Identifiers, letters::Letters, locks::Locks, packages::Packages, people::People,
    suppression::Suppression, systems::Systems, tasks::Tasks, ticket::Moves, tickets::Tickets, writing::Writing,
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
        Locks,
        Suppression,
        ClosedAccounts,
        EvidenceOperations,
    )
}
