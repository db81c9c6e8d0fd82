//! Whoever writes for somebody else shows first that they may (EDPB Guidelines 01/2022, 80–87; ICO, Right of access: third parties).
//!
//! Until staff have written down that an authority was checked, nothing that is known of the person goes out, and nothing of theirs
//! is erased or changed. What protects them (a lock, an objection) waits for nobody.

use sea_orm::ConnectionTrait;

use super::{error::CaseError, refusal::Refusal};
use crate::{
    circumstance::{self, kind::Kind as Learned},
    question::{
        self,
        kind::{Kind, State},
    },
    request::state::Outcome,
    rights::right::Right,
    ticket::entity::Model,
};

/// Refuses while somebody writes for the person and nobody has checked whether they may.
pub(super) async fn must_be_shown(db: &impl ConnectionTrait, ticket: &Model) -> Result<(), CaseError> {
    if is_asked_for(db, ticket).await? { Err(Refusal::NoAuthority.into()) } else { Ok(()) }
}

/// Whether it is so, as the database has it.
pub(super) async fn is_asked_for(db: &impl ConnectionTrait, ticket: &Model) -> Result<bool, CaseError> {
    if ticket.agent_sealed.is_none() {
        return Ok(false);
    }
    let (asked, learned) = (question::store::of(db, ticket.id).await?, circumstance::store::of(db, ticket.id).await?);
    Ok(is_missing(ticket, &asked, &learned))
}

/// Whether it is so, by what was asked and learned on the ticket.
pub fn is_missing(ticket: &Model, asked: &[question::entity::Model], learned: &[circumstance::entity::Model]) -> bool {
    let is_shown = asked.iter().any(|it| it.kind == Kind::Authority && it.state == State::Answered);
    let is_known = learned.iter().any(|it| it.kind == Learned::Authority);
    ticket.agent_sealed.is_some() && !is_shown && !is_known
}

/// Whether this answer tells something that only the person may know. What the notices say is public.
pub(super) const fn is_theirs_alone(right: Right, outcome: Outcome) -> bool {
    match (right, outcome) {
        (Right::Informed, _) | (_, Outcome::Refused | Outcome::PassedOn) => false,
        (_, Outcome::Granted | Outcome::PartlyGranted | Outcome::NothingHeld) => true,
    }
}
