//! "Delete me", where data is used on interests: that is an objection too (Art. 17(1)(c), 21(1)), and reasons are asked for only if
//! it would otherwise be refused.

use rightsdesk_exporters::contract::register::{LegalBasis, Turn};

use crate::{desk::Desk, register::connected::Connected, request::entity::Model, rights::right::Right};

/// Whether this request to be erased counts as an objection: it reaches a system that uses data on a basis that can be objected to.
pub fn counts_as_objection(desk: &Desk, request: &Model) -> bool {
    request.right == Right::Erasure
        && request.aims.is_none()
        && desk.systems.iter().any(|system| reaches(system, request) && rests_on_interests(system))
}

/// Whether a request is about this system: it may be about a part only.
pub(in crate::casework) fn reaches(system: &Connected, request: &Model) -> bool {
    let is_root_account = system.connector.about().turn == Turn::RootAccount;
    request.part.as_ref().is_none_or(|part| part.covers(&system.key, is_root_account))
}

fn rests_on_interests(system: &Connected) -> bool {
    system.connector.about().purposes.iter().any(|purpose| match purpose.legal_basis {
        LegalBasis::PublicTask | LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => true,
        LegalBasis::Consent | LegalBasis::Contract | LegalBasis::LegalObligation | LegalBasis::VitalInterests => false,
    })
}
