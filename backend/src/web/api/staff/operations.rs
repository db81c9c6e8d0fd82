//! All operations for staff.

use poem_openapi::OpenApi;

use super::{
    complaints::Complaints, deactivations::ClosedAccounts, evidence::EvidenceOperations, grounds::Grounds,
    handing_on::HandingOn, holds::Holds, identifiers::Identifiers, letters::Letters, packages::Packages,
    people::People, questions::Questions, report::Reports, systems::Systems, tasks::Tasks, ticket::Moves, tickets::Tickets,
    locks::Locks, suppression::Suppression, writing::Writing,
};

/// What there is.
pub fn api() -> impl OpenApi + 'static {
    (
        Tickets,
        Moves,
        Identifiers,
        (Writing, Questions, Complaints, HandingOn),
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
        Reports,
    )
}
