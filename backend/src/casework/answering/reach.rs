//! What the law says of a request, system by system, purpose by purpose: whether the legal basis in the register opens the right,
//! under each law of the ticket.
//!
//! It is a proposal: a person decides.

use rightsdesk_exporters::contract::register::{LegalBasis, Turn};

use crate::{
    desk::Desk,
    law::{
        applicability::{Applicability, Claim},
        regime::{Law, Regime},
    },
    register::connected::Connected,
    request::{aim::Aim, entity::Model},
};

/// What the law says of one claim to what one system holds on one basis.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'a> {
    /// The system.
    pub system: &'a Connected,
    /// On what it holds data.
    pub basis: LegalBasis,
    /// What is claimed.
    pub claim: Claim,
    /// Under which law.
    pub law: Law,
    /// Whether the law opens it.
    pub says: Applicability,
}

/// All of it, in the order of the systems.
pub fn of<'a>(desk: &'a Desk, regime: Regime, request: &Model) -> Vec<Reached<'a>> {
    let claims: Vec<Claim> = match &request.aims {
        Some(aims) => aims.each().map(Aim::claim).collect(),
        None => vec![Claim::Right(request.right)],
    };
    let mut all = Vec::new();
    for system in desk.systems.iter() {
        let about = system.connector.about();
        let is_root_account = about.turn == Turn::RootAccount;
        if request.part.as_ref().is_some_and(|part| !part.covers(&system.key, is_root_account)) {
            continue;
        }
        for basis in about.purposes.iter().map(|purpose| purpose.legal_basis) {
            for claim in claims.iter().copied() {
                let laws = regime.laws().iter().copied();
                all.extend(laws.map(|law| {
                    let says = Applicability::of(claim, basis, law);
                    Reached { system, basis, claim, law, says }
                }));
            }
        }
    }
    all
}
