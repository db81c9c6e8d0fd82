//! The person wants their data sent straight to another provider (Art. 20(2)): staff order it, to one of those whose address
//! was checked.

use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{
    archive::{self, state::State as ArchiveState},
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked,
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
    },
    config::receiver::{Reached, ReceiverSection},
    desk::Desk,
    handover::{self, entity::Model, state::Way},
    kernel::{
        actor::Actor,
        database,
        ids::{HandoverId, StaffId, TicketId},
    },
    request,
    rights::right::Right,
    ticket::state::State as TicketState,
};

/// Orders it. Only what staff have let out goes anywhere.
pub async fn order(desk: &Desk, by: StaffId, id: TicketId, receiver: &str) -> Result<HandoverId, CaseError> {
    let way = way_to(desk, receiver)?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    if !opened.ticket.state.is_verified() {
        return Err(Refusal::NotVerified.into());
    }
    let requests = request::store::of(&tx, id).await?;
    let request = requests.iter().find(|request| request.right == Right::Portability);
    let request = request.ok_or(CaseError::Refused(Refusal::NotPortable))?;
    if !is_let_out(&tx, &opened).await? {
        return Err(Refusal::PackageNotReady.into());
    }
    if handover::store::of(&tx, id).await?.iter().any(|row| row.receiver == receiver) {
        return Err(Refusal::HandedOverBefore.into());
    }
    let handover = HandoverId(desk.ids.fresh());
    let row = Model {
        id: handover,
        ticket_id: id,
        request_id: request.id,
        receiver: receiver.to_owned(),
        way,
        state: handover::state::START,
        ordered_by: by,
        ordered_at: now,
        sent_at: None,
        bytes: 0,
        sha256: None,
        answer: None,
        answer_sha256: None,
        problem: None,
        told_at: None,
        due_at: now,
        attempts: 0,
        max_attempts: desk.config.work.attempts,
        lease_token: None,
        lease_until: None,
    };
    if !handover::store::insert(&tx, row).await? {
        return Err(Refusal::HandedOverBefore.into());
    }
    let details = json!({ "handover": handover, "recipient": receiver });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "handover_ordered").with(details)]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(handover)
}

/// Has one tried again that was given up: the receiver is back, or what was wrong with it is put right.
pub async fn again(desk: &Desk, by: StaffId, id: TicketId, handover: HandoverId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    let rows = handover::store::of(&tx, id).await?;
    let row = rows.iter().find(|row| row.id == handover).ok_or(CaseError::NotFound)?;
    if !is_let_out(&tx, &opened).await? {
        return Err(Refusal::PackageNotReady.into());
    }
    // It may have got another address since.
    handover::store::go_by(&tx, handover, way_to(desk, &row.receiver)?).await?;
    if !handover::store::retry(&tx, handover, now).await? {
        return Err(Refusal::HandoverNotGivenUp.into());
    }
    let details = json!({ "handover": handover, "recipient": row.receiver });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "handover_again").with(details)]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// The way to a receiver of the configuration.
fn way_to(desk: &Desk, receiver: &str) -> Result<Way, Refusal> {
    let known = desk.config.receivers.iter().find(|known| known.name == receiver);
    match known.and_then(ReceiverSection::reached) {
        Some(Reached::Https { .. }) => Ok(Way::Https),
        Some(Reached::Mail { .. }) => Ok(Way::Mail),
        None => Err(Refusal::NoSuchReceiver),
    }
}

/// Whether the package of this ticket was let out and can still be had.
pub(super) async fn is_let_out(db: &impl ConnectionTrait, opened: &Opened) -> Result<bool, CaseError> {
    match opened.ticket.state {
        TicketState::Collecting | TicketState::Review | TicketState::Answered => {}
        TicketState::Unverified
        | TicketState::Received
        | TicketState::Withdrawn
        | TicketState::Denied
        | TicketState::Expired
        | TicketState::NoReply
        | TicketState::Merged => return Ok(false),
    }
    let built = archive::store::current(db, opened.ticket.id).await?;
    Ok(match built.map(|built| built.state) {
        Some(ArchiveState::Released) => true,
        Some(
            ArchiveState::Waiting
            | ArchiveState::Running
            | ArchiveState::Ready
            | ArchiveState::Superseded
            | ArchiveState::Expired
            | ArchiveState::Abandoned,
        )
        | None => false,
    })
}
