//! On which grounds of Art. 17(1) an erasure is granted: proposed from what lies on the ticket and from the legal bases in the
//! register, and confirmed or changed by whoever decides.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::register::LegalBasis;
use sea_orm::DatabaseTransaction;

use super::resting_on;
use crate::{
    casework::{error::CaseError, refusal::Refusal, stopping::bare_wish},
    circumstance::{
        self,
        kind::{Decision, Kind},
    },
    desk::Desk,
    law::erasure_grounds::ErasureGround,
    request::{
        self,
        aim::Aim,
        entity::Model,
        rests_on::RestsOn,
        state::{Outcome, State},
    },
    rights::right::Right,
    task::{self, entity::Model as Task},
};

/// What a proposal is made from.
#[derive(Clone, Copy, Debug)]
pub struct Ticket<'a> {
    /// All requests of the ticket.
    pub requests: &'a [Model],
    /// Its tasks.
    pub tasks: &'a [Task],
    /// What was learned of the person.
    pub circumstances: &'a [circumstance::entity::Model],
}

/// What the desk proposes: whoever decides may know better.
pub fn proposed(desk: &Desk, request: &Model, ticket: Ticket<'_>) -> RestsOn {
    if let Some(follows) = request.follows {
        return RestsOn::following(follows);
    }
    let mut grounds: BTreeSet<ErasureGround> = ticket.requests.iter().flat_map(of_objection).collect();
    if ticket.circumstances.iter().any(is_childs) {
        grounds.insert(ErasureGround::ChildsConsent);
    }
    grounds.extend(of_bases(desk, request, ticket.tasks));
    RestsOn::of(grounds).unwrap_or_else(|| RestsOn::one(ErasureGround::NoLongerNecessary))
}

/// What an objection on the same ticket brings along, unless it was refused or taken back.
fn of_objection(row: &Model) -> Vec<ErasureGround> {
    let holds = match (row.state, row.outcome) {
        (State::Withdrawn, _)
        | (_, Some(Outcome::Refused | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs)) => false,
        (State::Open | State::Answered, Some(Outcome::Granted | Outcome::PartlyGranted) | None) => true,
    };
    if row.right != Right::Objection || !holds {
        return Vec::new();
    }
    let of_aim = |aim| match aim {
        Aim::Situation => ErasureGround::ObjectionUpheld,
        Aim::Marketing => ErasureGround::MarketingObjection,
        Aim::Consent => ErasureGround::ConsentWithdrawn,
    };
    row.aims.as_ref().map_or_else(|| vec![ErasureGround::ObjectionUpheld], |aims| aims.each().map(of_aim).collect())
}

/// Whether it says that the data was collected from a child, and nobody decided otherwise.
fn is_childs(row: &circumstance::entity::Model) -> bool {
    let goes_on = row.decision == Some(Decision::GoOn);
    row.kind == Kind::Child && !goes_on
}

/// What the bases say of the systems in which something was found: who wants to be erased takes their consent back there, and objects
/// where interests are the basis.
fn of_bases(desk: &Desk, request: &Model, tasks: &[Task]) -> BTreeSet<ErasureGround> {
    let of_request: Vec<Task> = tasks.iter().filter(|task| task.request_id == Some(request.id)).cloned().collect();
    let found = resting_on::found_in(&of_request);
    let reached = desk.systems.iter().filter(|system| bare_wish::reaches(system, request));
    let reached = reached.filter(|system| found.is_empty() || found.contains(&system.key));
    let bases = reached.flat_map(|it| it.connector.about().purposes.iter().map(|purpose| purpose.legal_basis));
    bases.map(of_basis).collect()
}

const fn of_basis(basis: LegalBasis) -> ErasureGround {
    match basis {
        LegalBasis::Consent => ErasureGround::ConsentWithdrawn,
        LegalBasis::PublicTask | LegalBasis::RecognisedLegitimateInterest | LegalBasis::LegitimateInterests => {
            ErasureGround::ObjectionUpheld
        }
        // What a law or a contract asks for goes once it asks for it no more.
        LegalBasis::Contract | LegalBasis::LegalObligation | LegalBasis::VitalInterests => {
            ErasureGround::NoLongerNecessary
        }
    }
}

/// On what this answer rests: on what was chosen, or else on what the desk proposes; none where nothing is erased by it.
pub(super) async fn chosen(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    outcome: Outcome,
    codes: &[&str],
) -> Result<Option<RestsOn>, CaseError> {
    if row.right != Right::Erasure {
        return if codes.is_empty() { Ok(None) } else { Err(Refusal::GroundDoesNotFit.into()) };
    }
    let grounds = codes.iter().map(|code| code.parse()).collect::<Result<BTreeSet<ErasureGround>, _>>();
    let grounds = grounds.map_err(|_| Refusal::GroundDoesNotFit)?;
    match outcome {
        Outcome::Granted | Outcome::PartlyGranted => {}
        Outcome::Refused | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs => return Ok(None),
    }
    if let Some(chosen) = RestsOn::of(grounds) {
        return Ok(Some(chosen));
    }
    let requests = request::store::of(tx, row.ticket_id).await?;
    let tasks = task::store::of(tx, row.ticket_id).await?;
    let circumstances = circumstance::store::of(tx, row.ticket_id).await?;
    let ticket = Ticket { requests: &requests, tasks: &tasks, circumstances: &circumstances };
    Ok(Some(proposed(desk, row, ticket)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ids::{RequestId, TicketId},
        request::{aim::Aims, due::Due, store::fresh},
    };

    fn objection(aims: &[Aim], state: State, outcome: Option<Outcome>) -> Model {
        let day = "2026-12-14".parse().unwrap();
        let (id, ticket) = (RequestId(uuid::Uuid::nil()), TicketId(uuid::Uuid::nil()));
        let row = fresh(id, ticket, Right::Objection, Due { on: day, safe_on: day });
        Model { aims: Aims::of(aims.iter().copied().collect()), state, outcome, ..row }
    }

    #[test]
    fn an_objection_beside_it_brings_its_ground_along_unless_it_is_over_and_lost() {
        let open = |aims: &[Aim]| of_objection(&objection(aims, State::Open, None));
        assert_eq!(open(&[]), [ErasureGround::ObjectionUpheld]);
        assert_eq!(open(&[Aim::Marketing]), [ErasureGround::MarketingObjection]);
        assert_eq!(open(&[Aim::Consent]), [ErasureGround::ConsentWithdrawn]);
        assert!(of_objection(&objection(&[], State::Withdrawn, None)).is_empty());
        assert!(of_objection(&objection(&[], State::Answered, Some(Outcome::Refused))).is_empty());
        let erasure = Model { right: Right::Erasure, ..objection(&[], State::Open, None) };
        assert!(of_objection(&erasure).is_empty());
    }

    #[test]
    fn every_basis_brings_its_ground() {
        assert_eq!(of_basis(LegalBasis::Consent), ErasureGround::ConsentWithdrawn);
        assert_eq!(of_basis(LegalBasis::LegitimateInterests), ErasureGround::ObjectionUpheld);
        assert_eq!(of_basis(LegalBasis::Contract), ErasureGround::NoLongerNecessary);
    }
}
