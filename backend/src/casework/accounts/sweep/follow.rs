//! What people had comes back: a hold was lifted, a request was closed, a ticket was answered.

use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::scope;
use crate::{
    audit::{self, entry::Entry},
    casework::{collecting::call_off, error::CaseError},
    deactivation::{
        entity::Model as Line,
        in_the_way::{self, Idle},
        settle::{self, ByPeople},
        state::{State, Why},
        store,
    },
    desk::Desk,
    hold, identifier,
    kernel::{actor::Actor, database, ids::TicketId},
    request::{self, state::Outcome},
    task::{
        self,
        state::{Operation, Outcome as TaskOutcome},
    },
    ticket::{self, state::State as TicketState},
};

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
                settle::put_back(&tx, line.id, now).await?;
                "deactivation_put_back"
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

/// Staff say that a name on this ticket is not the person's: its account waits for the ticket no longer.
pub(in crate::casework) async fn name_refused(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    name: &Identifier,
) -> Result<(), CaseError> {
    let blinds = identifier::store::blinds(&desk.index, name.kind().as_str(), name.value());
    let lines = store::with_blinds(tx, blinds).await?.into_iter().filter(|line| {
        line.state == State::Aside && line.why == Some(Why::OpenRequest) && line.ticket_id == Some(ticket)
    });
    for line in lines {
        settle::put_back(tx, line.id, desk.now()).await?;
        let entry = Entry::aside(desk.now(), Actor::Desk, "deactivation_put_back");
        let details = json!({ "deactivation": line.id, "why": line.why.map(Why::code) });
        audit::store::append(tx, [entry.with(details)]).await?;
    }
    Ok(())
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
