//! What people had comes back: a hold was lifted or names the person no more, a request was closed, a ticket was answered.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    people::{self, Person},
    scope,
};
use crate::{
    audit::{self, entry::Entry},
    casework::{collecting::call_off, error::CaseError, sealing},
    deactivation::{
        entity::Model as Line,
        in_the_way::{self, Idle},
        settle::{self, ByPeople},
        state::{State, Why},
        store,
    },
    desk::Desk,
    hold, identifier,
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, TicketId},
    },
    law::erasure_grounds::ErasureGround,
    request::{self, rests_on::RestsOn, state::Outcome},
    task::{
        self,
        state::{Operation, Outcome as TaskOutcome},
    },
    ticket::{self, state::State as TicketState},
};

/// What the log calls it that an account is due again.
const PUT_BACK: &str = "deactivation_put_back";

/// What became of what kept an account aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// It is still there.
    Wait,
    /// It is over: the next sweep has the account.
    PutBack,
    /// People have ended it.
    Ended(ByPeople),
}

/// Looks at all accounts that people have, and closes tickets that have nothing to do any more.
pub async fn follow(desk: &Desk) -> Result<(), CaseError> {
    for line in settle::aside(&desk.db).await? {
        let then = then(desk, &line).await?;
        if then == Then::Wait {
            continue;
        }
        let now = desk.now();
        let tx = database::write(&desk.db).await?;
        let event = match then {
            Then::Wait => continue,
            Then::PutBack => {
                if !settle::put_back(&tx, line.id, now).await? {
                    continue;
                }
                PUT_BACK
            }
            Then::Ended(what) => {
                settle::ended_by_people(&tx, line.id, what, now, desk.day_of(now)).await?;
                match what {
                    ByPeople::Erased => "deactivation_proven_by_people",
                    ByPeople::Kept => "deactivation_kept_by_people",
                }
            }
        };
        let why = line.why.map(Why::code);
        let entry = Entry::aside(now, Actor::Desk, event).with(json!({ "deactivation": line.id, "why": why }));
        audit::store::append(&tx, [entry]).await?;
        tx.commit().await?;
    }
    for idle in in_the_way::tickets_without_work(&desk.db).await? {
        let tx = database::write(&desk.db).await?;
        // What has begun to erase for the ticket is left to its worker, so that one of us waits for the other.
        hold::store::serialise(&tx).await?;
        ticket::store::lock(&tx, &[idle.ticket_id]).await?;
        close(&tx, desk, idle).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Staff say that a name on this ticket is not the person's: its account waits for the ticket no longer. The lines that tell of it,
/// for the caller to append: accounts are taken hold of before the end of the log.
pub(in crate::casework) async fn name_refused(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    name: &Identifier,
) -> Result<Vec<Entry>, CaseError> {
    let blinds = identifier::store::blinds(&desk.index, name.kind().as_str(), name.value());
    let mut lines = store::with_blinds(tx, blinds).await?;
    lines.retain(|line| {
        line.state == State::Aside && line.why == Some(Why::OpenRequest) && line.ticket_id == Some(ticket)
    });
    lines.sort_by_key(|line| line.id);
    let mut told = Vec::new();
    for line in lines {
        told.extend(put_back(tx, desk, &line).await?);
    }
    Ok(told)
}

/// A name went out of a hold that stands, and these hashes are left in it: accounts that it names no more wait for it no longer.
/// Another hold keeps them again. In a transaction that lets nobody else set or lift a hold.
pub(in crate::casework) async fn name_let_go(
    tx: &DatabaseTransaction,
    desk: &Desk,
    hold: HoldId,
    stay: &BTreeSet<Vec<u8>>,
) -> Result<Vec<Entry>, CaseError> {
    let mut told = Vec::new();
    for line in settle::held_by(tx, hold).await? {
        let names = known_as(tx, desk, &line).await?;
        if !hold::name::blinds_of_all(&desk.index, &names).iter().any(|blind| stay.contains(blind)) {
            told.extend(put_back(tx, desk, &line).await?);
        }
    }
    Ok(told)
}

/// The account itself, and what else its person is called on the ticket that people have of it.
async fn known_as(tx: &DatabaseTransaction, desk: &Desk, line: &Line) -> Result<Vec<Identifier>, CaseError> {
    let account = people::of(desk, std::slice::from_ref(line));
    let mut names: Vec<_> = account.iter().flat_map(Person::identifiers).collect();
    if let Some(ticket) = line.ticket_id {
        match sealing::open(tx, desk, ticket).await {
            Ok(opened) => names.extend(opened.names(tx).await?),
            Err(CaseError::Gone | CaseError::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(names)
}

/// The line of the log that tells of it; none if nothing keeps the account any more.
async fn put_back(tx: &DatabaseTransaction, desk: &Desk, line: &Line) -> Result<Option<Entry>, CaseError> {
    let now = desk.now();
    let is_back = settle::put_back(tx, line.id, now).await?;
    let details = json!({ "deactivation": line.id, "why": line.why.map(Why::code) });
    Ok(is_back.then(|| Entry::aside(now, Actor::Desk, PUT_BACK).with(details)))
}

async fn then(desk: &Desk, line: &Line) -> Result<Then, CaseError> {
    if let (Some(Why::Held), Some(hold)) = (line.why, line.hold_id) {
        let stands = hold::store::by_id(&desk.db, hold).await?.is_some_and(|hold| hold.lifted_at.is_none());
        return Ok(if stands { Then::Wait } else { Then::PutBack });
    }
    let Some(id) = line.ticket_id else { return Ok(Then::PutBack) };
    let Some(ticket) = ticket::store::by_id(&desk.db, id).await? else { return Ok(Then::PutBack) };
    Ok(match (ticket.state, line.why) {
        (TicketState::Unverified | TicketState::Received | TicketState::Collecting | TicketState::Review, _) => {
            Then::Wait
        }
        (TicketState::Answered, Some(Why::NeedsPerson)) => Then::Ended(by_people(desk, id).await?),
        // A request that is over may have asked for something else than erasure.
        (TicketState::Answered, Some(Why::OpenRequest | Why::Held) | None)
        | (
            TicketState::Withdrawn
            | TicketState::Denied
            | TicketState::Expired
            | TicketState::NoReply
            | TicketState::Merged,
            _,
        ) => Then::PutBack,
    })
}

/// What people have done on this ticket. What was refused, in whole or in part, or passed over in a system that counts, is
/// not erased and not proven.
async fn by_people(desk: &Desk, id: TicketId) -> Result<ByPeople, CaseError> {
    let is_granted = request::store::of(&desk.db, id).await?.iter().all(|request| match request.outcome {
        Some(Outcome::Granted | Outcome::NothingHeld) => true,
        Some(Outcome::PartlyGranted | Outcome::Refused | Outcome::PassedOn | Outcome::NotOurs) | None => false,
    });
    let covered: Vec<_> = scope::covered(desk).map(|system| system.key.as_str()).collect();
    let is_passed_over = task::store::of(&desk.db, id).await?.iter().any(|task| {
        let is_erasure = task.operation == Operation::Erase && covered.contains(&task.system.as_str());
        is_erasure && matches!(task.outcome, Some(TaskOutcome::Skipped | TaskOutcome::Abandoned))
    });
    Ok(if is_granted && !is_passed_over { ByPeople::Erased } else { ByPeople::Kept })
}

/// The account is erased or open again: nobody has to look at its ticket any more.
async fn close(tx: &DatabaseTransaction, desk: &Desk, idle: Idle) -> Result<(), CaseError> {
    let now = desk.now();
    let Some(ticket) = ticket::store::by_id(tx, idle.ticket_id).await? else { return Ok(()) };
    let why = match idle.state {
        State::Cancelled => {
            request::store::withdraw_all(tx, ticket.id).await?;
            "the account was opened again"
        }
        State::Proven | State::Kept | State::Waiting | State::Running | State::Aside => {
            for request in request::store::of(tx, ticket.id).await? {
                request::store::answer(tx, request.id, request::state::Outcome::Granted, now).await?;
                // The account is closed: what it was needed for is over.
                let rests_on = RestsOn::one(ErasureGround::NoLongerNecessary);
                request::store::rest_on(tx, request.id, Some(rests_on)).await?;
            }
            "the account was erased with others"
        }
    };
    call_off::open_tasks(tx, ticket.id, why, now).await?;
    let moved = match idle.state {
        State::Cancelled => ticket.withdraw(Actor::Desk, now)?,
        State::Proven | State::Kept | State::Waiting | State::Running | State::Aside => ticket.settle(now)?,
    };
    ticket::store::save(tx, moved).await?;
    Ok(())
}
