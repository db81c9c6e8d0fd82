//! Names that were learned by a name which turns out not to be the person's: they are taken off the ticket, and learned anew from
//! what is still relied on. What no system tells again came by that name alone. It goes out of holds and off the list, and what was
//! marked by it is unmarked, as if staff had refused it themselves.
//!
//! Until the systems have answered nobody can tell the two apart, and what keeps or marks stays.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::advance;
use crate::{
    audit::entry::Entry,
    casework::{
        accounts::sweep, error::CaseError, holding::take_name_out, locking::unmark, sealing, stopping::suppress,
    },
    desk::Desk,
    hold,
    identifier::{
        self,
        entity::Model as Name,
        standing::{Origin, Standing},
        unlearned::{self, Model},
    },
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    request::{self, state::State as Asked},
    task::{
        self,
        state::{Operation, Outcome},
    },
    ticket::{self, state::State},
};

/// Notes which names of the ticket may have come by `cause`, which stood among those that were relied on. Before the tasks that were
/// asked by them are thrown away.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: StaffId,
    cause: &Name,
    standing: Standing,
) -> Result<(), CaseError> {
    let is_learned = |row: &&Name| match row.origin {
        // Doubted itself, it is learned anew as well.
        Origin::Resolved => row.id != cause.id || standing == Standing::Claimed,
        Origin::Given => row.id != cause.id && row.learned_from.is_some(),
        Origin::Contact | Origin::Staff => false,
    };
    if !is_kept_or_marked(tx, cause.ticket_id).await? {
        return Ok(());
    }
    let rows = identifier::store::of(tx, cause.ticket_id).await?;
    let known = unlearned::of(tx, cause.ticket_id).await?;
    let mut kept = Vec::new();
    for row in rows.iter().filter(|row| row.id == cause.id || row.standing == Standing::Trusted).filter(is_learned) {
        unmark::plan(tx, desk, row, Standing::Claimed).await?;
        if row.origin == Origin::Resolved && !known.iter().any(|other| other.id == row.id) {
            kept.push(Model::of(row, cause.id, by, desk.now()));
        }
    }
    Ok(unlearned::keep(tx, kept).await?)
}

/// Whether anything was kept, marked or listed by the names of this ticket.
async fn is_kept_or_marked(tx: &DatabaseTransaction, ticket: TicketId) -> Result<bool, CaseError> {
    let marks = |task: &task::entity::Model| matches!(task.operation, Operation::Lock | Operation::Stop);
    let requests = request::store::of(tx, ticket).await?;
    Ok(requests.iter().any(|row| row.aims.is_some())
        || task::store::of(tx, ticket).await?.iter().any(marks)
        || !hold::store::set_from(tx, ticket).await?.is_empty())
}

/// A name is relied on after all: what was found to be somebody else's for its sake may be learned by it again.
pub(super) async fn forgive(tx: &DatabaseTransaction, ticket: TicketId) -> Result<(), CaseError> {
    let refused: Vec<_> = unlearned::of(tx, ticket).await?.into_iter().filter(|row| row.refused_at.is_some()).collect();
    let ids: Vec<_> = refused.iter().map(|row| row.id).collect();
    identifier::store::remove_refused(tx, ids.clone()).await?;
    Ok(unlearned::let_go(tx, ids).await?)
}

/// Looks at the tickets whose systems have been asked anew. One that cannot be read keeps no other waiting.
pub(crate) async fn conclude(desk: &Desk) -> Result<(), CaseError> {
    for id in unlearned::tickets(&desk.db).await? {
        match of_ticket(desk, id).await {
            Ok(()) => {}
            // Nobody can read its names any more.
            Err(CaseError::Gone) => unlearned::forget(&desk.db, id).await?,
            Err(error) => {
                let error = anyhow::Error::new(error);
                tracing::error!(ticket = %id, error = format!("{error:#}"), "names that came by a refused one stay");
            }
        }
    }
    Ok(())
}

async fn of_ticket(desk: &Desk, id: TicketId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // As whoever refuses a name does, and in the same order.
    hold::store::serialise(&tx).await?;
    let kept: Vec<_> = unlearned::of(&tx, id).await?.into_iter().filter(|row| row.refused_at.is_none()).collect();
    let mut tickets = sealing::with_others(&tx, id).await?;
    let blinds = kept.iter().map(|row| row.blind.clone()).collect();
    tickets.extend(identifier::store::tickets_with(&tx, blinds).await?);
    ticket::store::lock(&tx, &tickets).await?;
    let opened = sealing::open(&tx, desk, id).await?;
    let names = identifier::store::of(&tx, id).await?;
    let mut told = Vec::new();
    let mut over = Vec::new();
    for row in &kept {
        let again = names.iter().any(|name| name.blind == row.blind);
        let cause = names.iter().find(|name| name.id == row.cause_id).map(|name| name.standing);
        if again {
            over.push(row.id);
            continue;
        }
        match (is_asked_anew(&tx, &opened.ticket, row).await?, cause) {
            // Nobody has decided, or not all have answered.
            (None, _) | (Some(true), Some(Standing::Claimed)) => continue,
            // It ended before they could answer; or it is the person's name that did not lead there.
            (Some(false), _) | (Some(true), Some(Standing::Trusted)) => {
                over.push(row.id);
                continue;
            }
            (Some(true), Some(Standing::Refused) | None) => {}
        }
        let refused = row.refused(now);
        let name = identifier::store::open(&refused, &opened.key)?;
        identifier::store::insert(&tx, vec![refused.clone()]).await?;
        unmark::plan(&tx, desk, &refused, Standing::Refused).await?;
        told.extend(sweep::follow::name_refused(&tx, desk, id, &name).await?);
        suppress::once_refused(&tx, desk, id, &name).await?;
        told.extend(take_name_out::of_ticket(&tx, desk, row.staff_id, id, &name).await?);
        unlearned::refuse(&tx, row.id, now).await?;
        let details = json!({ "identifier": row.id, "standing": Standing::Refused.code() });
        told.push(Entry::on(id, now, Actor::Desk, "identifier_decided").with(details));
    }
    unlearned::let_go(&tx, over).await?;
    if told.is_empty() {
        return Ok(tx.commit().await?);
    }
    advance::after_change(&tx, desk, &opened, told).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Whether all systems have been asked anew since; none: not yet; false: they never will be.
async fn is_asked_anew(
    tx: &DatabaseTransaction,
    ticket: &ticket::entity::Model,
    row: &Model,
) -> Result<Option<bool>, CaseError> {
    let tasks = task::store::of(tx, ticket.id).await?;
    let is_unanswered = |task: &task::entity::Model| {
        task.operation == Operation::Resolve && (!task.is_settled() || task.outcome == Some(Outcome::Abandoned))
    };
    if tasks.iter().any(is_unanswered) {
        return Ok(None);
    }
    match ticket.state {
        State::Review | State::Answered => Ok(Some(true)),
        // What the requests ask is planned when nothing is left to be learned.
        State::Collecting => {
            let requests = request::store::of(tx, ticket.id).await?;
            let is_open = |task: &task::entity::Model| {
                requests.iter().any(|it| Some(it.id) == task.request_id && it.state == Asked::Open)
            };
            let is_planned = |task: &task::entity::Model| {
                task.identifier_id.is_none() && task.created_at >= row.unlearned_at && is_open(task)
            };
            Ok(tasks.iter().any(is_planned).then_some(true))
        }
        State::Unverified | State::Received => Ok(None),
        State::Withdrawn | State::Denied | State::Expired | State::NoReply | State::Merged => Ok(Some(false)),
    }
}
