//! A fresh link to the mailbox, which is the other proof beside the access code.

use chrono::TimeDelta;
use rightsdesk_vault::token::UrlToken;

use super::{fetch::Visitor, release::fetch_token};
use crate::{
    archive::{self, state::State},
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        writing::{
            letters,
            occasion::{LeadsTo, Writing},
        },
    },
    desk::Desk,
    kernel::{actor::Actor, database, ids::TicketId},
    proof::{self, entity::Purpose},
    tally, ticket,
};

/// What somebody wants to do behind a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Fetch the answer, or read what we wrote.
    Answer,
    /// Take the request back.
    Withdrawing,
}

/// Mails a fresh link.
pub async fn ask(desk: &Desk, visitor: &Visitor, wanted: Wanted) -> Result<(), CaseError> {
    let now = desk.now();
    let id = visitor.opened.ticket.id;
    let limit = tally::store::Limit { most: desk.config.limits.mails_per_address_and_hour, span: TimeDelta::hours(1) };
    let what = desk.index.hash("fresh links", &id.to_string());
    if !tally::store::count(&desk.db, &what, limit, now).await? {
        return Err(CaseError::Limited);
    }
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[id]).await?;
    let token = fetch_token(&tx, desk, id).await?;
    let built = archive::store::current(&tx, id).await?;
    let lies_there = built.is_some_and(|built| built.state == State::Released && built.downloads_left > 0);
    let leads_to = match wanted {
        Wanted::Withdrawing => LeadsTo::Withdrawing,
        Wanted::Answer if lies_there => LeadsTo::Files,
        Wanted::Answer => LeadsTo::Page,
    };
    letters::queue(&tx, desk, &visitor.opened, Writing::FreshLink { token: &token, leads_to }).await?;
    audit::store::append(&tx, [Entry::on(id, now, Actor::Subject, "link_asked")]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// A link from the mailbox, before it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// It can be used.
    Holds,
    /// It was used, or its time is over; it was for this ticket.
    Spent(TicketId),
    /// There never was one, or it is forgotten.
    Unknown,
}

/// Looks at a link. Changes nothing.
pub async fn look(desk: &Desk, token: &UrlToken) -> Result<Link, CaseError> {
    let hash = desk.index.token_hash(Purpose::Fetch.code(), token.as_str());
    Ok(match proof::store::look(&desk.db, &hash, Purpose::Fetch).await? {
        Some(link) if link.used_at.is_none() && link.expires_at > desk.now() => Link::Holds,
        Some(link) => Link::Spent(link.ticket_id),
        None => Link::Unknown,
    })
}

/// Whether files lie behind a link, or have lain there: otherwise it leads to the page of the request. Changes nothing.
pub async fn leads_to_files(desk: &Desk, token: &UrlToken) -> Result<bool, CaseError> {
    let hash = desk.index.token_hash(Purpose::Fetch.code(), token.as_str());
    let Some(link) = proof::store::look(&desk.db, &hash, Purpose::Fetch).await? else { return Ok(false) };
    let built = archive::store::current(&desk.db, link.ticket_id).await?;
    Ok(built.is_some_and(|built| match built.state {
        State::Released | State::Superseded | State::Expired => true,
        State::Waiting | State::Running | State::Ready | State::Abandoned => false,
    }))
}
