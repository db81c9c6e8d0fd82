//! Staff have learned that the person is a child, or has died.
//!
//! Of somebody who has died nothing is disclosed from now on: what can be fetched is locked, a hold keeps the data, and no answer
//! goes out until the data protection officer has decided.

use chrono::TimeDelta;
use serde_json::json;

use super::locked;
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        collecting::{call_off, segment},
        erasing::erase_childs,
        error::CaseError,
        holding::set_hold::{self, Holding},
        receiving::forget,
        rectify,
        refusal::Refusal,
        sealing::{self, Place},
    },
    circumstance::{
        self,
        entity::Model,
        kind::{Decision, Kind, Wish},
        store::Decided,
    },
    desk::Desk,
    hold::{self, ground::Ground},
    kernel::{
        actor::Actor,
        database,
        ids::{CircumstanceId, StaffId, TicketId},
    },
    message::LONGEST_MESSAGE,
    proof, request, staff,
    ticket::{self, state::State},
};

/// After how many days somebody looks whether the data of a person who has died still has to be kept.
const LOOK_AFTER: TimeDelta = TimeDelta::days(90);

/// The ground on which the data of a person who has died is held.
const AFTER_DEATH: Ground = Ground::LegalObligation;

/// Writes it down, with how it is known.
pub async fn note(desk: &Desk, by: StaffId, id: TicketId, kind: Kind, how: &str) -> Result<(), CaseError> {
    let how = how.trim();
    if how.is_empty() {
        return Err(Refusal::NoProof.into());
    }
    if how.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let opened = sealing::open_with_others(&tx, desk, id).await?;
    if circumstance::store::of(&tx, id).await?.iter().any(|row| row.kind == kind) {
        return Err(Refusal::AlreadyThere.into());
    }
    let circumstance = CircumstanceId(desk.ids.fresh());
    let row = Model {
        id: circumstance,
        ticket_id: id,
        kind,
        noted_at: now,
        noted_by: by,
        how_sealed: opened.seal(desk, Place::CircumstanceHow(circumstance), how),
        decision: None,
        wish: None,
        decided_by: None,
        decided_at: None,
        why_sealed: None,
    };
    circumstance::store::insert(&tx, row).await?;
    let line = Entry::on(id, now, Actor::Staff(by), "circumstance_noted");
    audit::store::append(&tx, [line.with(json!({ "kind": kind.code() }))]).await?;
    if kind == Kind::Deceased {
        if let Some(built) = archive::store::current(&tx, id).await? {
            archive::store::lock(&tx, built.id).await?;
        }
        for ticket in locked::of_person(&tx, id).await? {
            proof::store::close_sessions(&tx, ticket).await?;
        }
    }
    if kind == Kind::Deceased {
        let holding = Holding {
            names: Vec::new(),
            ticket: Some(id),
            ground: AFTER_DEATH,
            places: Vec::new(),
            reason: how.to_owned(),
            review_on: desk.today() + LOOK_AFTER,
            untold: None,
        };
        match set_hold::put_down_ahead(&tx, desk, Actor::Staff(by), holding).await {
            // Nothing is known by which their data could be found, so nothing will be.
            Ok(_) | Err(CaseError::Refused(Refusal::NoHoldNames)) => {}
            Err(other) => return Err(other),
        }
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// What the officer decides.
#[derive(Clone, Copy, Debug)]
pub struct Deciding<'a> {
    /// What.
    pub decision: Decision,
    /// What the child or their guardian wants; has to be said of a child.
    pub wish: Option<Wish>,
    /// Why. Only staff read it.
    pub why: &'a str,
}

/// The officer decides. Closing discloses nothing and writes to nobody.
pub async fn decide(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    circumstance: CircumstanceId,
    deciding: Deciding<'_>,
) -> Result<(), CaseError> {
    let Deciding { decision, wish, why } = deciding;
    let why = why.trim();
    if why.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if decision == Decision::Close {
        // Before anything else: whoever erases waits for it in the same order.
        hold::store::serialise(&tx).await?;
    }
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    let noted = circumstance::store::of(&tx, id).await?;
    let row = noted.iter().find(|row| row.id == circumstance).ok_or(CaseError::NotFound)?;
    if !staff::store::is_officer(&tx, by).await? {
        return Err(Refusal::OfficerHasToDecide.into());
    }
    if !row.kind.decisions().contains(&decision) {
        return Err(Refusal::NoOutcome.into());
    }
    if row.kind.asks_wish() && wish.is_none() {
        return Err(Refusal::NoWish.into());
    }
    let wish = wish.filter(|_| row.kind.asks_wish());
    let why_sealed = opened.seal(desk, Place::CircumstanceWhy(circumstance), why);
    if !circumstance::store::decide(&tx, circumstance, Decided { decision, wish, by, at: now, why_sealed }).await? {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let line = Entry::on(id, now, Actor::Staff(by), "circumstance_decided");
    let wanted = wish.map(Wish::code);
    let details = json!({ "kind": row.kind.code(), "decision": decision.code(), "wish": wanted });
    audit::store::append(&tx, [line.with(details)]).await?;
    match decision {
        Decision::Erase => {
            erase_childs::open(&tx, desk, &mut opened, Actor::Staff(by), desk.day_of(row.noted_at)).await?;
        }
        Decision::GoOn if wish.is_some_and(Wish::wants_erasure) => erase_childs::must_be_asked(&tx, id).await?,
        Decision::GoOn | Decision::Close => {}
    }
    let is_unconfirmed = opened.ticket.state == State::Unverified && !opened.ticket.is_verified_by_staff();
    if decision == Decision::Close && is_unconfirmed {
        // Nobody will confirm it any more. Whose it was goes at once; what was decided, and why, stays as long as what is
        // written on any ticket.
        ticket::store::save(&tx, opened.ticket.clone().expire(now)?).await?;
        forget::whose_it_was(&tx, id).await?;
    } else if decision == Decision::Close && opened.ticket.state.is_open() {
        let moved = opened.ticket.clone().withdraw(Actor::Staff(by), now)?;
        ticket::store::save(&tx, moved).await?;
        request::store::withdraw_all(&tx, id).await?;
        call_off::open_tasks(&tx, id, "the person has died", now).await?;
        archive::store::supersede(&tx, id).await?;
        rectify::close::forget(&tx, desk, &opened).await?;
    }
    tx.commit().await?;
    if decision == Decision::Close {
        // If this fails the tidying removes the files later; the rows that name them lead nobody there.
        desk.storage.remove_folder(&segment::folder(id)).map_err(CaseError::fault)?;
    }
    desk.wake.notify_waiters();
    Ok(())
}
