//! Whoever writes for somebody else shows first that they may (EDPB Guidelines 01/2022, 80–87; ICO, Right of access: third parties).
//!
//! Until staff have written down that an authority was checked, nothing that is known of the person goes out, and nothing of theirs
//! is erased or changed. What protects them (a lock, an objection) waits for nobody.
//!
//! Their address is for letters and codes. It is no name of the person, or what is asked for the person would be done to them: it
//! stays a claim that staff may accept on purpose, because some people share one.

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    casework::{error::CaseError, refusal::Refusal},
    circumstance::{self, kind::Kind as Learned},
    identifier::{
        self,
        standing::{Origin, Standing},
    },
    question::{
        self,
        kind::{Kind, State},
    },
    request::state::Outcome,
    rights::right::Right,
    ticket::entity::Model,
};

/// Refuses while somebody writes for the person and nobody has checked whether they may.
pub(in crate::casework) async fn must_be_shown(db: &impl ConnectionTrait, ticket: &Model) -> Result<(), CaseError> {
    if is_asked_for(db, ticket).await? { Err(Refusal::NoAuthority.into()) } else { Ok(()) }
}

/// Whether it is so, as the database has it.
pub(in crate::casework) async fn is_asked_for(db: &impl ConnectionTrait, ticket: &Model) -> Result<bool, CaseError> {
    if !ticket.has_agent() {
        return Ok(false);
    }
    let (asked, learned) = (question::store::of(db, ticket.id).await?, circumstance::store::of(db, ticket.id).await?);
    Ok(is_missing(ticket, &asked, &learned))
}

/// Whether it is so, by what was asked and learned on the ticket.
pub fn is_missing(ticket: &Model, asked: &[question::entity::Model], learned: &[circumstance::entity::Model]) -> bool {
    let is_shown = asked.iter().any(|it| it.kind == Kind::Authority && it.state == State::Answered);
    let is_known = learned.iter().any(|it| it.kind == Learned::Authority);
    ticket.has_agent() && !is_shown && !is_known
}

/// Whether somebody writes for a person of whom we rely on no name: then nothing is looked for, and nothing has been done.
pub(in crate::casework) async fn names_nobody(db: &impl ConnectionTrait, ticket: &Model) -> Result<bool, DbErr> {
    Ok(ticket.has_agent() && is_nobody(ticket, &identifier::store::of(db, ticket.id).await?))
}

/// The same, by the names of the ticket.
pub fn is_nobody(ticket: &Model, names: &[identifier::entity::Model]) -> bool {
    ticket.has_agent() && names.iter().all(|row| row.standing != Standing::Trusted)
}

/// Whether it is the address of whoever writes for the person, and nobody has accepted it as the person's too.
pub fn is_of_agent(ticket: &Model, name: &identifier::entity::Model) -> bool {
    ticket.has_agent() && name.origin == Origin::Contact && name.standing != Standing::Trusted
}

/// Whether this answer tells something that only the person may know. What the notices say is public.
pub(in crate::casework) const fn is_theirs_alone(right: Right, outcome: Outcome) -> bool {
    match (right, outcome) {
        (Right::Informed, _) | (_, Outcome::Refused | Outcome::PassedOn | Outcome::NotOurs) => false,
        (_, Outcome::Granted | Outcome::PartlyGranted | Outcome::NothingHeld) => true,
    }
}
