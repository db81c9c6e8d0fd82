//! The person wants their data sent straight to another provider (Art. 20(2)): staff order it, to one of those whose address
//! was checked.

use serde_json::json;

use super::{error::CaseError, locked, refusal::Refusal, sealing};
use crate::{
    archive::{self, state::State as ArchiveState},
    audit::{self, entry::Entry},
    desk::Desk,
    handover::{self, entity::Model, state::State},
    kernel::{
        actor::Actor,
        database,
        ids::{HandoverId, StaffId, TicketId},
    },
    request,
    rights::right::Right,
};

/// Orders it. Only what staff have before them, or have let out, goes anywhere.
pub async fn order(desk: &Desk, by: StaffId, id: TicketId, receiver: &str) -> Result<HandoverId, CaseError> {
    if !desk.config.receivers.iter().any(|known| known.name == receiver) {
        return Err(Refusal::NoSuchReceiver.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    if !opened.ticket.state.is_verified() {
        return Err(Refusal::NotVerified.into());
    }
    let requests = request::store::of(&tx, id).await?;
    let request = requests.iter().find(|request| request.right == Right::Portability);
    let request = request.ok_or(CaseError::Refused(Refusal::NotPortable))?;
    let is_seen = match archive::store::current(&tx, id).await?.map(|built| built.state) {
        Some(ArchiveState::Ready | ArchiveState::Released) => true,
        Some(
            ArchiveState::Waiting
            | ArchiveState::Running
            | ArchiveState::Superseded
            | ArchiveState::Expired
            | ArchiveState::Abandoned,
        )
        | None => false,
    };
    if !is_seen {
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
        state: State::Waiting,
        ordered_by: by,
        ordered_at: now,
        sent_at: None,
        bytes: 0,
        sha256: None,
        answer: None,
        answer_sha256: None,
        problem: None,
        due_at: now,
        attempts: 0,
        max_attempts: desk.config.work.attempts,
        lease_token: None,
        lease_until: None,
    };
    handover::store::insert(&tx, row).await?;
    let details = json!({ "handover": handover, "recipient": receiver });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "handover_ordered").with(details)]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(handover)
}
