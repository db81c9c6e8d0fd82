//! A package that was prepared and that nobody has had holds the former value: it is assembled anew, on whichever ticket of the
//! person's it lies.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    archive,
    audit::entry::Entry,
    casework::{
        collecting::step_back::step_back,
        copying::still_withheld,
        error::CaseError,
        sealing::{self, Opened},
    },
    desk::Desk,
    identifier,
    kernel::{actor::Actor, ids::TicketId},
    ledger, request,
    task::{
        self,
        state::{Operation, State as TaskState},
    },
    ticket::{self, state::State},
};

/// Has the system asked again for all packages of the person that have not gone out; the lines that tell of it.
pub(super) async fn after(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    system: &str,
    by: Actor,
) -> Result<Vec<Entry>, CaseError> {
    let names = opened.names(tx).await?;
    let blinds = names.iter().flat_map(|name| {
        let (kind, value) = (name.kind().as_str(), name.value());
        identifier::store::blinds(&desk.index, kind, value)
    });
    let blinds = blinds.collect();
    let mut tickets: BTreeSet<TicketId> =
        identifier::store::tickets_that_trust(tx, blinds).await?.into_iter().collect();
    tickets.insert(opened.ticket.id);
    let mut told = Vec::new();
    for id in tickets {
        told.extend(one(tx, desk, id, system, by).await?);
    }
    Ok(told)
}

async fn one(
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: TicketId,
    system: &str,
    by: Actor,
) -> Result<Option<Entry>, CaseError> {
    let now = desk.now();
    let Some(ticket) = ticket::store::by_id(tx, id).await? else { return Ok(None) };
    let is_packed = match ticket.state {
        State::Review => true,
        State::Collecting => false,
        State::Unverified
        | State::Received
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => return Ok(None),
    };
    // What was erased in the meantime could not be handed over again.
    if ledger::store::has_any(tx, id).await? {
        return Ok(None);
    }
    if is_packed {
        let package = archive::store::current(tx, id).await?;
        if !package.is_some_and(|package| package.state.may_be_discarded()) {
            return Ok(None);
        }
    }
    let is_outdated = |task: &&task::entity::Model| {
        task.operation == Operation::Export
            && task.system == system
            && task.state == TaskState::Ended
            && task.ended_by.is_none()
    };
    let tasks = task::store::of(tx, id).await?;
    let mut outdated: Vec<_> = tasks.iter().filter(is_outdated).collect();
    // Of a copy that was taken back nothing goes into a package any more.
    let taken_back = request::store::withdrawn(tx, id).await?;
    outdated.retain(|task| task.request_id.is_none_or(|request| !taken_back.contains(&request)));
    if outdated.is_empty() {
        return Ok(None);
    }
    let holder = match sealing::open(tx, desk, id).await {
        // Nobody can read any more what it was about, nor hand it over.
        Err(CaseError::Gone) => return Ok(None),
        holder => holder?,
    };
    for task in &outdated {
        // The marks would be lost, and what is withheld would come back: a person decides.
        if still_withheld::is_any(&holder, task)? {
            return Ok(Some(Entry::on(id, now, by, "package_holds_former").with(json!({ "system": system }))));
        }
    }
    if is_packed {
        step_back(tx, ticket, by, now).await?;
    }
    for task in outdated {
        task::store::retry(tx, task.id, now).await?;
    }
    let line = Entry::on(id, now, by, "package_assembled_anew");
    Ok(Some(line.with(json!({ "system": system }))))
}
