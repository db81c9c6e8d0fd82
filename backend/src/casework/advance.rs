//! After every change: what comes next for the ticket?
//!
//! Called inside the transaction of the change, so that a ticket never stands still because a process died between two
//! steps.

use super::{
    error::CaseError,
    plan::{self, Candidate, Known, Next},
    sealing::Opened,
};
use crate::{
    archive,
    desk::Desk,
    identifier,
    kernel::ids::{ArchiveId, TaskId},
    request, task,
    ticket::{self, state::State},
};

/// Opens the tasks that are due, or orders the archive, or puts the ticket before staff.
pub async fn after_change(tx: &sea_orm::DatabaseTransaction, desk: &Desk, opened: &Opened) -> Result<(), CaseError> {
    match opened.ticket.state {
        State::Collecting => {}
        State::Unverified
        | State::Received
        | State::Review
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired => return Ok(()),
    }
    let id = opened.ticket.id;
    let tasks = task::store::of(tx, id).await?;
    let requests = request::store::of(tx, id).await?;
    let identifiers = identifier::store::of(tx, id).await?;
    let systems: Vec<_> =
        desk.systems.iter().map(|system| Candidate { key: &system.key, about: system.connector.about() }).collect();
    let known = Known { ticket: id, requests: &requests, identifiers: &identifiers, tasks: &tasks, systems: &systems };
    let now = desk.now();
    match plan::next(&known, || TaskId(desk.ids.fresh())) {
        Next::Wait => Ok(()),
        Next::Open(planned) => {
            let all_ended = planned.iter().all(|task| task.ended.is_some());
            task::store::insert(tx, planned, desk.config.work.attempts, now).await?;
            if all_ended { gathered(tx, desk, opened, &requests).await } else { Ok(()) }
        }
        Next::Gathered => gathered(tx, desk, opened, &requests).await,
    }
}

/// All systems have answered: an archive is built if one is asked for, and staff are shown the ticket.
async fn gathered(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    requests: &[request::entity::Model],
) -> Result<(), CaseError> {
    let now = desk.now();
    let wants_package =
        requests.iter().any(|request| request.state == request::state::State::Open && request.right.needs_package());
    if wants_package {
        let id = ArchiveId(desk.ids.fresh());
        archive::store::order(tx, id, opened.ticket.id, desk.config.work.attempts, now).await?;
    }
    ticket::store::save(tx, opened.ticket.clone().gathered(now)?).await?;
    Ok(())
}
