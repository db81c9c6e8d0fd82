//! All operations for staff.

use poem_openapi::OpenApi;

use super::{
    complaints::Complaints, correcting::Correcting, deactivations::ClosedAccounts, disclosures::Disclosures,
    drift::DriftOperations, erased_part::ErasedParts, evidence::EvidenceOperations, grounds::Grounds,
    handing_on::HandingOn, handovers::Handovers, holds::Holds, identifiers::Identifiers, informed::Informed,
    letter_samples::LetterSamples, letters::Letters, locks::Locks, notices::Notices, packages::Packages,
    people::People, questions::Questions, rechecks::Rechecks, reply_texts::ReplyTexts, report::Reports,
    suppression::Suppression, systems::Systems, tasks::Tasks, ticket::Moves, tickets::Tickets,
    withholding::WithholdingOperations, writing::Writing,
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
        (Correcting, ErasedParts, Rechecks),
        (Packages, WithholdingOperations),
        (Letters, LetterSamples, ReplyTexts),
        (Systems, DriftOperations),
        People,
        (Holds, Locks, Suppression),
        // Of recipients; a tuple holds sixteen at most.
        (Notices, Handovers, Disclosures, Informed),
        ClosedAccounts,
        EvidenceOperations,
        Reports,
    )
}
