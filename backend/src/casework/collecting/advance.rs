//! After every change: what comes next for the ticket?
//!
//! Called inside the transaction of the change, so that a ticket never stands still because a process died between two
//! steps.

use std::collections::BTreeSet;

use super::{
    order,
    plan::{self, Candidate, Known, Next},
};
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{circumstances::only_processor, copying::copy_first, error::CaseError, sealing::Opened},
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::ids::{ArchiveId, TaskId},
    request,
    task::{
        self,
        state::{Operation, Outcome},
    },
    ticket::{self, intake::Channel, state::State},
};
use sea_orm::DatabaseTransaction;

/// Writes `told`, the lines that tell of the change, and opens the tasks that are due, or orders the archive, or puts
/// the ticket before staff.
pub async fn after_change(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    mut told: Vec<Entry>,
) -> Result<(), CaseError> {
    // Held before looking: of two who settle the last two tasks of a ticket at the same time, the second waits here, and
    // then sees what the first has written. Otherwise each would leave what comes next to the other.
    let end = audit::store::hold(tx).await?;
    order::release(tx, desk, opened).await?;
    told.extend(next(tx, desk, opened).await?);
    audit::store::append_at(end, tx, told).await?;
    Ok(())
}

/// Does what comes next; the line that tells of it, where there is more to tell than that tasks were opened.
async fn next(tx: &DatabaseTransaction, desk: &Desk, opened: &Opened) -> Result<Option<Entry>, CaseError> {
    match opened.ticket.state {
        State::Collecting => {}
        State::Unverified
        | State::Received
        | State::Review
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => return Ok(None),
    }
    let id = opened.ticket.id;
    let tasks = task::store::of(tx, id).await?;
    let requests = request::store::of(tx, id).await?;
    let identifiers = identifier::store::of(tx, id).await?;
    let held = held_for_others(desk, opened, &identifiers);
    let systems = desk.systems.iter().map(|system| Candidate {
        key: &system.key,
        about: system.connector.about(),
        is_ours: !held.contains(&system.key),
    });
    let systems: Vec<_> = systems.collect();
    let known = Known {
        ticket: id,
        requests: &requests,
        identifiers: &identifiers,
        tasks: &tasks,
        systems: &systems,
        machines_decide: !desk.config.automated.is_empty(),
    };
    let now = desk.now();
    match plan::next(&known, || TaskId(desk.ids.fresh())) {
        Next::Wait => Ok(None),
        Next::Open(mut planned) => {
            leave_alone(desk, opened, &mut planned);
            let all_ended = planned.iter().all(|task| task.ended.is_some());
            task::store::insert(tx, planned, desk.config.work.attempts, now).await?;
            if all_ended { gathered(tx, desk, opened, &requests).await.map(Some) } else { Ok(None) }
        }
        Next::Gathered => gathered(tx, desk, opened, &requests).await.map(Some),
    }
}

/// The systems that are asked nothing about whom this ticket is of. Which systems the closing of an account reaches the configuration says.
fn held_for_others(desk: &Desk, opened: &Opened, identifiers: &[identifier::entity::Model]) -> BTreeSet<String> {
    if opened.ticket.channel == Channel::Deactivation {
        return BTreeSet::new();
    }
    let relied_on: Vec<_> = identifiers.iter().filter(|row| row.standing == Standing::Trusted).cloned().collect();
    only_processor::held_for_others(desk, &only_processor::names(opened, &relied_on))
}

/// The closing of an account reaches its satellites; nobody has asked to be erased from anything else.
fn leave_alone(desk: &Desk, opened: &Opened, planned: &mut [task::store::Planned]) {
    if opened.ticket.channel != Channel::Deactivation {
        return;
    }
    let is_covered = |key: &str| {
        let system = desk.systems.get(key);
        system.is_some_and(|system| desk.config.deactivation.covers(key, system.connector.about()))
    };
    for task in planned.iter_mut().filter(|task| task.operation == Operation::Erase && task.ended.is_none()) {
        if !is_covered(&task.system) {
            task.ended = Some((Outcome::Skipped, "the closing of an account does not reach this system"));
        }
    }
}

/// All systems have answered: an archive is built if one is asked for, and staff are shown the ticket.
async fn gathered(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    requests: &[request::entity::Model],
) -> Result<Entry, CaseError> {
    let now = desk.now();
    if copy_first::is_due(requests) {
        let id = ArchiveId(desk.ids.fresh());
        archive::store::order(tx, id, opened.ticket.id, desk.config.work.attempts, now).await?;
    }
    // Read again: staff may have assigned it while the last system was being asked.
    let ticket = ticket::store::by_id(tx, opened.ticket.id).await?.ok_or(CaseError::NotFound)?;
    let (_, entry) = ticket::store::put(tx, ticket.gathered(now)?).await?;
    Ok(entry)
}
