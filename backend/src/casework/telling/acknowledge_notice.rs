//! A recipient says that it is done, by the link in our letter.
//!
//! Opening the link changes nothing: programs that read mail open links. Whoever has the link says no more with it than
//! that one notice was seen to, and learns nothing about the person.

use chrono::TimeDelta;
use rightsdesk_vault::token::UrlToken;
use serde_json::json;

use super::write_notices::TOKEN;
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    desk::Desk,
    kernel::{actor::Actor, database},
    notice::{self, entity::Model, state, store::Settled},
    ticket,
};

/// How long a link can be used, in days.
const DAYS: i64 = 180;

fn is_fresh(desk: &Desk, row: &Model) -> bool {
    desk.now() <= row.sent_at.unwrap_or(row.planned_at) + TimeDelta::days(DAYS)
}

/// What stands behind a link: the notice and the reference of its ticket.
pub async fn look(desk: &Desk, token: &UrlToken) -> Result<Option<(Model, String)>, CaseError> {
    let hash = desk.index.token_hash(TOKEN, token.as_str());
    let Some(row) = notice::store::by_token(&desk.db, &hash).await?.filter(|row| is_fresh(desk, row)) else {
        return Ok(None);
    };
    let ticket = ticket::store::by_id(&desk.db, row.ticket_id).await?;
    Ok(ticket.map(|ticket| (row, ticket.reference)))
}

/// The button. Pressed again, it changes nothing and says the same.
pub async fn acknowledge(desk: &Desk, token: &UrlToken) -> Result<(), CaseError> {
    let hash = desk.index.token_hash(TOKEN, token.as_str());
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let row =
        notice::store::by_token(&tx, &hash).await?.filter(|row| is_fresh(desk, row)).ok_or(CaseError::NotFound)?;
    ticket::store::lock(&tx, &[row.ticket_id]).await?;
    let settled = Settled { step: state::ACKNOWLEDGE, at: now, by: None, words: None };
    if !notice::store::settle(&tx, row.id, settled).await? {
        return Ok(());
    }
    let line = Entry::on(row.ticket_id, now, Actor::Desk, "recipient_acknowledged");
    audit::store::append(&tx, [line.with(json!({ "notice": row.id }))]).await?;
    tx.commit().await?;
    Ok(())
}
