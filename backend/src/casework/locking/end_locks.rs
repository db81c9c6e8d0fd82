//! A lock that was set while something was being decided ends with it: an objection that is not upheld (Art. 18(1)(d)), a
//! contested field that was checked (Art. 18(1)(a)). The person hears of the day before (Art. 18(3)).
//!
//! Looked for from time to time and not in each verb that ends a request, so that no way out of a ticket is forgotten. What staff
//! have let go on stays until they plan its end themselves.

use sea_orm::DatabaseTransaction;

use super::plan_lift;
use crate::{
    casework::{
        erasing::tell_erasure,
        error::CaseError,
        holding::{kept_past, lift_hold, untold::Untold},
        sealing,
    },
    circumstance::{self, kind::Kind},
    decision::balance::{self, Weight},
    desk::Desk,
    hold::{
        self,
        entity::{Model, THE_DESK},
        ground::Ground,
        lock,
        state::State,
        step::{self, What},
    },
    kernel::{actor::Actor, database, ids::HoldId},
    request::{
        self,
        state::{Outcome, State as RequestState},
    },
    rights::right::Right,
    ticket::{self, state::State as TicketState},
    words::{language::Language, locking::Locking},
};

/// What becomes of a lock.
enum End {
    /// It goes on.
    No,
    /// Its end is planned, and the person told why, in the words that this picks.
    Planned(fn(&Locking) -> &'static str),
    /// It ends at once: it was the person's own wish, or there is nobody to tell.
    Now,
}

/// Ends, or plans the end of, all locks whose reason is over.
pub(in crate::casework) async fn end_locks(desk: &Desk) -> Result<(), CaseError> {
    for id in lock::without_reason(&desk.db).await? {
        let tx = database::write(&desk.db).await?;
        hold::store::serialise(&tx).await?;
        lift_hold::lock_tickets(&tx, id).await?;
        if end(&tx, desk, id).await? {
            tx.commit().await?;
            desk.wake.notify_waiters();
        }
    }
    Ok(())
}

/// Whether anything was done.
async fn end(tx: &DatabaseTransaction, desk: &Desk, id: HoldId) -> Result<bool, CaseError> {
    let Some(row) = hold::store::by_id(tx, id).await? else { return Ok(false) };
    if hold::state::of(tx, &row).await? != State::Standing {
        return Ok(false);
    }
    // Staff have let it go on, or were asked to see to it.
    let is_theirs = |it: &step::Model| match it.what {
        What::CalledOff => it.staff_id != THE_DESK,
        What::KeptPast => true,
        What::Set | What::Reviewed | What::LiftPlanned | What::Lifted => false,
    };
    if step::of(tx, id).await?.iter().any(is_theirs) {
        return Ok(false);
    }
    match what_becomes(tx, desk, &row).await? {
        End::No => Ok(false),
        End::Now => {
            lift_hold::put_down(tx, desk, Actor::Desk, id, "What it was set for is over.").await?;
            Ok(true)
        }
        End::Planned(why) => {
            let language = match row.ticket_id {
                Some(ticket) => {
                    ticket::store::by_id(tx, ticket).await?.and_then(|it| Language::from_code(&it.language))
                }
                None => None,
            };
            let why = why(language.unwrap_or_default().locking());
            let ends_on = desk.today() + plan_lift::gap(desk);
            if !plan_lift::by_the_desk(tx, desk, &row, plan_lift::Plan { ends_on, why, told: "" }).await? {
                // No letter reaches them: people have to.
                kept_past::look_again(
                    tx,
                    desk,
                    &row,
                    "What this lock was set for is over. Tell the person, and plan its end.",
                )
                .await?;
            }
            Ok(true)
        }
    }
}

async fn what_becomes(tx: &DatabaseTransaction, desk: &Desk, row: &Model) -> Result<End, CaseError> {
    let Some(id) = row.ticket_id else { return Ok(End::No) };
    let Some(ticket) = ticket::store::by_id(tx, id).await? else { return Ok(End::No) };
    if circumstance::store::of(tx, id).await?.iter().any(|it| it.kind == Kind::Deceased) {
        // A hold keeps the data, and no letter goes to somebody who has died.
        return Ok(if ticket.state.is_open() { End::No } else { End::Now });
    }
    let asked_by = lock::of(tx, row.id).await?.and_then(|lock| lock.request_id);
    let requests = request::store::of(tx, id).await?;
    let asked = match asked_by {
        Some(request) => requests.iter().find(|it| it.id == request),
        // Staff have set it from the ticket: it waits for what was objected to there.
        None => requests.iter().find(|it| it.right == Right::Objection),
    };
    let Some(asked) = asked else { return Ok(End::No) };
    if ticket.state == TicketState::NoReply {
        return Ok(End::Planned(|w| w.ends_no_reply));
    }
    match row.ground {
        // The letter on its end would say that something is left.
        Ground::ObjectionPending if Untold::of(tx, id).await?.is_about(asked.id) => Ok(End::No),
        Ground::ObjectionPending if row.set_by == THE_DESK && is_erased(tx, desk, asked).await? => Ok(End::Now),
        Ground::ObjectionPending => {
            let weighed = balance::of(tx, asked.id).await?;
            Ok(of_objection(asked, weighed.map(|balance| balance.weight)))
        }
        Ground::AccuracyContested if row.set_by == THE_DESK => Ok(match asked.state {
            RequestState::Open => End::No,
            RequestState::Answered => End::Planned(|w| w.ends_checked),
            RequestState::Withdrawn => End::Now,
        }),
        Ground::AccuracyContested
        | Ground::UnlawfulUse
        | Ground::PersonsClaims
        | Ground::LegalClaims
        | Ground::LegalObligation
        | Ground::PublicTask
        | Ground::FreeExpression
        | Ground::Research => Ok(End::No),
    }
}

/// Whether a wish to be erased has left nothing that could be used again: then the lock that the desk set for it ends with the
/// data. Nobody has told the person of that lock, and there is nothing left of which it could end.
async fn is_erased(tx: &DatabaseTransaction, desk: &Desk, asked: &request::entity::Model) -> Result<bool, CaseError> {
    let is_partly = asked.state == RequestState::Answered && asked.outcome == Some(Outcome::PartlyGranted);
    if asked.right != Right::Erasure || !is_partly {
        return Ok(false);
    }
    match sealing::open(tx, desk, asked.ticket_id).await {
        Ok(opened) => Ok(!tell_erasure::leaves_in_use(tx, &opened, asked.id).await?),
        Err(CaseError::Gone | CaseError::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// An objection that is upheld keeps its lock: what may not be used stays unused. Of one that is upheld in part the weighing says
/// whether what is locked may be used again: other parts of the answer are no use that was weighed. A wish to be erased that counted
/// as one ends with the data, or with the refusal.
fn of_objection(asked: &request::entity::Model, weighed: Option<Weight>) -> End {
    match (asked.state, asked.outcome) {
        (RequestState::Open, _) | (RequestState::Answered, None) => End::No,
        (RequestState::Withdrawn, _) => End::Now,
        (RequestState::Answered, Some(Outcome::PassedOn)) => End::Planned(|w| w.ends_passed_on),
        (RequestState::Answered, Some(Outcome::NotOurs)) => End::Planned(|w| w.ends_not_ours),
        (RequestState::Answered, Some(outcome)) if asked.right == Right::Erasure => match outcome {
            Outcome::Granted | Outcome::NothingHeld => End::Now,
            Outcome::PartlyGranted | Outcome::Refused | Outcome::PassedOn | Outcome::NotOurs => {
                End::Planned(|w| w.ends_not_erased)
            }
        },
        (RequestState::Answered, Some(Outcome::Granted)) => End::No,
        (RequestState::Answered, Some(Outcome::PartlyGranted)) => match weighed {
            Some(Weight::Ours) => End::Planned(|w| w.ends_partly),
            // Theirs weighs more, or it was no weighing that kept something from being granted: staff know what ends.
            Some(Weight::Theirs) | None => End::No,
        },
        (RequestState::Answered, Some(Outcome::Refused | Outcome::NothingHeld)) => End::Planned(|w| w.ends_refused),
    }
}
