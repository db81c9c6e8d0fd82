//! What happens by itself with time: unconfirmed tickets are forgotten, archives become unreadable, old links and
//! counts go, locks end on the day that people were told of.

use chrono::TimeDelta;
use serde_json::json;

use super::retain;
use crate::{
    archive::{self, state::State},
    audit::{self, entry::Entry},
    casework::{
        collecting::segment,
        copying::fetch,
        error::CaseError,
        holding::{held, kept_past},
        locking::{end_locks, plan_lift},
        receiving::{forget, resend},
    },
    circumstance, complaint,
    desk::Desk,
    hold,
    kernel::{actor::Actor, database, ids::TicketId},
    proof, request, suppression, tally, task, ticket,
};

/// How many of a kind are tidied in one go.
const MOST: u64 = 200;

/// Does all of it once.
pub async fn tidy(desk: &Desk) -> Result<(), CaseError> {
    // Of people who are held nothing is destroyed by itself: it waits until the hold is lifted.
    let kept = held::tickets(&desk.db).await?;
    let mut held: Vec<_> = kept.iter().copied().collect();
    // Nor of a ticket that somebody complains about: it is what the complaint is answered from.
    held.extend(complaint::store::frozen(&desk.db).await?);
    // Nor what a ticket is about on which somebody still has to decide whether a child's data goes.
    let mut undecided = circumstance::store::frozen(&desk.db).await?;
    undecided.extend(&held);
    forget_unconfirmed(desk, &undecided).await?;
    resend::send_held_back(desk).await?;
    destroy_archives(desk, &held).await?;
    forget_lifted_holds(desk).await?;
    retain::retain(desk, &undecided).await?;
    kept_past::tell(desk, &retain::kept_past(desk, &kept).await?).await?;
    let now = desk.now();
    proof::store::forget(&desk.db, now).await?;
    tally::store::forget(&desk.db, now).await?;
    end_locks::end_locks(desk).await?;
    plan_lift::end_due(desk).await?;
    Ok(())
}

/// Nobody confirmed: the ticket stays as a number, its contents become unreadable with its key, and nobody is spared
/// advertising because of it.
async fn forget_unconfirmed(desk: &Desk, held: &[TicketId]) -> Result<(), CaseError> {
    let now = desk.now();
    for row in ticket::store::overdue_for_confirmation(&desk.db, now, held, MOST).await? {
        let id = row.id;
        let unwritten = row.is_verified_by_staff().then(|| row.reference.clone());
        let tx = database::write(&desk.db).await?;
        ticket::store::save(&tx, row.expire(now)?).await?;
        request::store::withdraw_all(&tx, id).await?;
        suppression::store::take_off(&tx, id).await?;
        forget::forget(&tx, desk, id).await?;
        tx.commit().await?;
        if let Some(ticket) = unwritten {
            tracing::warn!(%ticket, "a request expired that staff should have verified by hand");
        }
    }
    Ok(())
}

/// What a hold stopped was asked again when it was lifted: after that nobody needs to know whom it was about.
async fn forget_lifted_holds(desk: &Desk) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let forgotten = hold::store::forget_names(&tx, now - TimeDelta::days(desk.config.limits.lifted_hold_days)).await?;
    if forgotten > 0 {
        let details = json!({ "holds": forgotten });
        audit::store::append(&tx, [Entry::aside(now, Actor::Worker, "hold_names_destroyed").with(details)]).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// An archive's time is up, or a newer one took its place: its key goes first, then its file.
async fn destroy_archives(desk: &Desk, held: &[TicketId]) -> Result<(), CaseError> {
    let now = desk.now();
    for row in archive::store::to_destroy(&desk.db, now, held, MOST).await? {
        let end = match row.state {
            State::Released => archive::state::EXPIRE,
            State::Waiting | State::Running | State::Ready | State::Superseded | State::Expired | State::Abandoned => {
                archive::state::DISCARD
            }
        };
        archive::store::destroy_key(&desk.db, row.id, end).await?;
        desk.storage.remove(&fetch::object(row.id)).map_err(CaseError::fault)?;
        if end.to() == State::Expired {
            throw_away_segments(desk, row.ticket_id).await?;
        }
    }
    Ok(())
}

/// What the systems handed over is not kept longer than the archive that was made of it.
async fn throw_away_segments(desk: &Desk, ticket: TicketId) -> Result<(), CaseError> {
    task::store::forget_results(&desk.db, ticket).await?;
    desk.storage.remove_folder(&segment::folder(ticket)).map_err(CaseError::fault)?;
    Ok(())
}
