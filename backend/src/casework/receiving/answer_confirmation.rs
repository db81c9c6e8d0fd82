//! The owner of the mailbox says whether the request is theirs.
//!
//! Opening the link shows a page with two buttons and changes nothing: programs that read mail open links. Only pressing
//! a button does, once.

use rightsdesk_vault::token::UrlToken;

use super::{forget, merge};
use crate::{
    casework::{
        complaints::unconfirmed,
        error::CaseError,
        holding::keep_names,
        locking::lock_data,
        sealing::{self, Opened},
        stopping::stop_at_once,
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    hold,
    identifier::{
        self,
        standing::{ACCEPT, Origin},
    },
    kernel::{actor::Actor, database, ids::TicketId},
    proof::{self, entity::Purpose},
    request, suppression,
    ticket::{self, intake::Verification, state::State},
};

/// What a link stands for, before it is used.
#[derive(Debug)]
pub enum Behind {
    /// A request that waits for the answer.
    Waiting(Box<Opened>),
    /// The link was used, or its time is over, or there never was one: all look the same.
    Nothing,
}

/// Looks behind a link. Changes nothing.
pub async fn look(desk: &Desk, token: &UrlToken) -> Result<Behind, CaseError> {
    let hash = desk.index.token_hash(Purpose::Confirm.code(), token.as_str());
    let Some(link) = proof::store::look(&desk.db, &hash, Purpose::Confirm).await? else { return Ok(Behind::Nothing) };
    if link.used_at.is_some() || link.expires_at <= desk.now() {
        return Ok(Behind::Nothing);
    }
    let opened = sealing::open(&desk.db, desk, link.ticket_id).await?;
    Ok(match opened.ticket.state {
        State::Unverified => Behind::Waiting(Box::new(opened)),
        State::Received
        | State::Collecting
        | State::Review
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => Behind::Nothing,
    })
}

/// "Yes, this was me": the ticket is verified and enters the queue. Returns it.
pub async fn confirm(desk: &Desk, token: &UrlToken) -> Result<Opened, CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let id = behind(&tx, desk, token).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    redeem(&tx, desk, token).await?;
    let moved = opened.ticket.clone().confirm(Verification::Mailbox, Actor::Subject, now)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    trust_contact(&tx, desk, &opened).await?;
    if !merge::into_earlier(&tx, desk, &mut opened).await? {
        enter(&tx, desk, &opened).await?;
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(opened)
}

/// "No, I did not ask": the ticket is closed, and what somebody wrote into it is forgotten. Whether the
/// address was left out of advertising until now.
pub async fn deny(desk: &Desk, token: &UrlToken) -> Result<bool, CaseError> {
    let tx = database::write(&desk.db).await?;
    let id = behind(&tx, desk, token).await?;
    ticket::store::lock(&tx, &[id]).await?;
    redeem(&tx, desk, token).await?;
    let ticket = ticket::store::by_id(&tx, id).await?.ok_or(CaseError::NotFound)?;
    ticket::store::save(&tx, ticket.deny(desk.now())?).await?;
    request::store::withdraw_all(&tx, id).await?;
    let was_listed = suppression::store::has_put(&tx, id).await?;
    suppression::store::take_off(&tx, id).await?;
    forget::forget(&tx, desk, id).await?;
    tx.commit().await?;
    Ok(was_listed)
}

/// The ticket that a link is for, used or not: that is taken hold of before the link.
async fn behind(tx: &sea_orm::DatabaseTransaction, desk: &Desk, token: &UrlToken) -> Result<TicketId, CaseError> {
    let hash = desk.index.token_hash(Purpose::Confirm.code(), token.as_str());
    let link = proof::store::look(tx, &hash, Purpose::Confirm).await?.ok_or(CaseError::NotFound)?;
    Ok(link.ticket_id)
}

async fn redeem(tx: &sea_orm::DatabaseTransaction, desk: &Desk, token: &UrlToken) -> Result<TicketId, CaseError> {
    let hash = desk.index.token_hash(Purpose::Confirm.code(), token.as_str());
    proof::store::redeem(tx, &hash, Purpose::Confirm, desk.now()).await?.ok_or(CaseError::NotFound)
}

/// What follows as soon as a person is verified, by whatever door: the use stops that they object to, and they hear that the
/// request is here. The caller lets nobody else set or lift a hold meanwhile, and reads the ticket anew afterwards.
pub(in crate::casework) async fn enter(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
) -> Result<(), CaseError> {
    if unconfirmed::enter(tx, desk, opened).await? {
        return Ok(());
    }
    let id = opened.ticket.id;
    lock_data::at_once(tx, desk, opened).await?;
    let requests = request::store::of(tx, id).await?;
    letters::queue(tx, desk, opened, Writing::Acknowledge { requests: &requests }).await?;
    stop_at_once::once_verified(tx, desk, id).await
}

/// The contact is the person's, unless somebody else writes for them. What else they gave stays a claim. The caller lets nobody
/// else set or lift a hold meanwhile.
pub(in crate::casework) async fn trust_contact(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
) -> Result<(), CaseError> {
    if opened.ticket.has_agent() {
        return Ok(());
    }
    for row in identifier::store::of(tx, opened.ticket.id).await? {
        if row.origin == Origin::Contact {
            identifier::store::set_standing(tx, row.id, ACCEPT, 0).await?;
            keep_names::learn(tx, desk, opened.ticket.id, &[identifier::store::open(&row, &opened.key)?]).await?;
        }
    }
    Ok(())
}
