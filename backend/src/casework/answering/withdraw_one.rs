//! The person takes one of several requests back, and the others go on. What was collected for it alone is thrown away.
//!
//! Who asked for a copy and to be erased may do without the copy: then the erasure waits for it no longer. Only the person can say
//! so, in writing, and never by the access code alone: whoever else has it could have everything erased before they see any of it.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{answer::close_if_all_answered, withdraw};
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        circumstances::{authority, locked},
        collecting::{advance, call_off},
        copying::copy_first,
        error::CaseError,
        holding::lift_hold,
        locking::lock_data,
        rectify,
        refusal::Refusal,
        sealing::{self, Opened, Place},
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    hold::{self, ground::Ground, lock},
    kernel::{
        actor::Actor,
        database,
        ids::{ArchiveId, RequestId, StaffId, TicketId},
    },
    message::kind::Visibility,
    request::{self, entity::Model, state::State},
    rights::right::Right,
    task::{self, result::TaskResult},
    ticket::{
        self,
        state::{IllegalMove, Move, State as TicketState},
    },
};

/// Which of them the person can take back while others go on. What the law asks for by itself, nobody asked for.
pub fn offered<'a>(ticket: &ticket::entity::Model, requests: &'a [Model]) -> Vec<&'a Model> {
    let open: Vec<_> = requests.iter().filter(|row| row.state == State::Open).collect();
    if !is_at_work(ticket) || open.len() < 2 {
        return Vec::new();
    }
    open.into_iter().filter(|row| row.follows.is_none()).collect()
}

/// Whether the erasure that was asked for as well would begin without a copy, if this were taken back.
pub fn gives_up_copy(requests: &[Model], request: &Model) -> bool {
    let others = requests.iter().filter(|row| row.state == State::Open && row.id != request.id);
    let (mut copies, mut erasures) = (0, 0);
    for row in others {
        copies += u32::from(row.right.needs_package());
        erasures += u32::from(row.right == Right::Erasure);
    }
    request.right.needs_package() && copies == 0 && erasures > 0
}

/// The person takes it back on their page, with both proofs.
pub async fn from_page(desk: &Desk, id: TicketId, request: RequestId, has_both_proofs: bool) -> Result<(), CaseError> {
    if !has_both_proofs {
        return Err(CaseError::NotFound);
    }
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    // Whoever writes for somebody else gives nothing of theirs up before it was checked that they may.
    authority::must_be_shown(&tx, &opened.ticket).await?;
    take_back(tx, desk, opened, request, Actor::Subject).await
}

/// A member of staff records that the person took it back; `how` becomes an internal note.
pub async fn record(desk: &Desk, by: StaffId, id: TicketId, request: RequestId, how: &str) -> Result<(), CaseError> {
    if how.trim().is_empty() {
        return Err(Refusal::NotSaidHow.into());
    }
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, how).await?;
    take_back(tx, desk, opened, request, Actor::Staff(by)).await
}

async fn take_back(
    tx: DatabaseTransaction,
    desk: &Desk,
    opened: Opened,
    id: RequestId,
    by: Actor,
) -> Result<(), CaseError> {
    let ticket = opened.ticket.id;
    let requests = request::store::of(&tx, ticket).await?;
    let row = requests.iter().find(|row| row.id == id && row.follows.is_none()).ok_or(CaseError::NotFound)?;
    if !is_at_work(&opened.ticket) {
        return Err(IllegalMove { from: opened.ticket.state, wanted: Move::Withdraw }.into());
    }
    if row.state != State::Open {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let others: Vec<Model> = requests.iter().filter(|it| it.state == State::Open && it.id != id).cloned().collect();
    if others.is_empty() {
        return withdraw::take_back(tx, desk, opened, by).await;
    }
    locked::must_be_free(&tx, ticket).await?;
    if !request::store::withdraw(&tx, id).await? {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let gives_up_copy = gives_up_copy(&requests, row);
    let has_begun = call_off::tasks_of(&tx, desk, &opened, id, "the person took the request back").await?;
    end_locks(&tx, desk, ticket, row, by).await?;
    // An erasure that was asked for beside the objection counts as one, and was kept locked by its lock (Art. 17(1)(c), 18(1)(d)).
    lock_data::at_once(&tx, desk, &opened).await?;
    let thrown_away = throw_away(&tx, desk, &opened, row, &others).await?;
    match row.right {
        Right::Rectification => rectify::close::forget(&tx, desk, &opened).await?,
        Right::Informed
        | Right::Access
        | Right::Erasure
        | Right::Restriction
        | Right::Portability
        | Right::Objection
        | Right::AutomatedDecisions => {}
    }
    let details = json!({ "request": id, "right": row.right.code(), "gives_up_copy": gives_up_copy });
    let line = Entry::on(ticket, desk.now(), by, "request_withdrawn").with(details);
    audit::store::append(&tx, [line]).await?;
    let writing = Writing::WithdrawnOne { request: row, others: &others, has_begun, gives_up_copy };
    letters::queue(&tx, desk, &opened, writing).await?;
    go_on(&tx, desk, opened, by).await?;
    tx.commit().await?;
    for name in thrown_away {
        // If this fails the tidying removes it later, with all that the ticket has; no row names it any more.
        desk.storage.remove(&name).map_err(CaseError::fault)?;
    }
    desk.wake.notify_waiters();
    Ok(())
}

/// Whether the ticket is one of which a part can be taken back.
fn is_at_work(ticket: &ticket::entity::Model) -> bool {
    match ticket.state {
        TicketState::Received | TicketState::Collecting | TicketState::Review => true,
        TicketState::Unverified
        | TicketState::Answered
        | TicketState::Withdrawn
        | TicketState::Denied
        | TicketState::Expired
        | TicketState::NoReply
        | TicketState::Merged => false,
    }
}

/// What was locked while this objection was weighed is locked no more, by the person's own wish.
async fn end_locks(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    row: &Model,
    by: Actor,
) -> Result<(), CaseError> {
    for held in hold::store::set_from(tx, ticket).await? {
        let asked_by = lock::of(tx, held.id).await?.and_then(|lock| lock.request_id);
        // One that staff have set from the ticket waits for what was objected to there.
        let is_of_it = asked_by.map_or(row.right == Right::Objection, |request| request == row.id);
        if held.ground == Ground::ObjectionPending && is_of_it {
            lift_hold::put_down(tx, desk, by, held.id, "The person took the objection back.").await?;
        }
    }
    Ok(())
}

/// Throws away what was collected for it, and a package that nobody has had: one without it is built where another copy is still
/// due. The names of the files that are to go.
async fn throw_away(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
    others: &[Model],
) -> Result<Vec<String>, CaseError> {
    if !row.right.needs_package() {
        return Ok(Vec::new());
    }
    let ticket = opened.ticket.id;
    let built = archive::store::current(tx, ticket).await?;
    if built.is_some_and(|built| built.state.may_be_discarded()) {
        archive::store::supersede(tx, ticket).await?;
        if opened.ticket.state == TicketState::Review && copy_first::is_due(others) {
            let id = ArchiveId(desk.ids.fresh());
            archive::store::order(tx, id, ticket, desk.config.work.attempts, desk.now()).await?;
        }
    }
    let mut files = Vec::new();
    for task in task::store::of(tx, ticket).await?.iter().filter(|task| task.request_id == Some(row.id)) {
        let result = opened.result_of(task)?;
        if result.segments.is_empty() {
            continue;
        }
        files.extend(result.segments.into_iter().map(|segment| segment.name));
        let empty = serde_json::to_string(&TaskResult::default()).map_err(CaseError::fault)?;
        task::store::put_result(tx, task.id, opened.seal(desk, Place::TaskResult(task.id), &empty)).await?;
    }
    Ok(files)
}

/// What waited for it goes on: the day that counts is that of the others, and an erasure that had to wait for the copy begins.
async fn go_on(tx: &DatabaseTransaction, desk: &Desk, opened: Opened, by: Actor) -> Result<(), CaseError> {
    let (id, was_collecting) = (opened.ticket.id, opened.ticket.state == TicketState::Collecting);
    close_if_all_answered(tx, desk, opened, by).await?;
    if was_collecting {
        let opened = sealing::open(tx, desk, id).await?;
        advance::after_change(tx, desk, &opened, Vec::new()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{due::Due, store::fresh};

    fn asked(rights: &[Right]) -> Vec<Model> {
        let day = "2026-12-14".parse().unwrap();
        let (ticket, due) = (TicketId(uuid::Uuid::nil()), Due { on: day, safe_on: day });
        let ids = (1..).map(|id| RequestId(uuid::Uuid::from_u128(id)));
        ids.zip(rights).map(|(id, right)| fresh(id, ticket, *right, due)).collect()
    }

    #[test]
    fn a_copy_is_given_up_where_no_other_is_due_and_something_is_erased() {
        let gives_up = |rights: &[Right]| {
            let all = asked(rights);
            gives_up_copy(&all, &all[0])
        };
        assert!(gives_up(&[Right::Access, Right::Erasure]));
        assert!(!gives_up(&[Right::Access, Right::Portability, Right::Erasure]), "the other copy is still due");
        assert!(!gives_up(&[Right::Access, Right::Objection]), "nothing is erased");
        assert!(!gives_up(&[Right::Erasure, Right::Access]), "it is the erasure that is taken back");
        let mut all = asked(&[Right::Access, Right::Erasure]);
        all[1].state = State::Answered;
        assert!(!gives_up_copy(&all, &all[0]), "nothing is left to erase");
    }
}
