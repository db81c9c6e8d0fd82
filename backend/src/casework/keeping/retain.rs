//! The desk keeps facts of its own work, not contents, and not for ever (Art. 5(1)(e)).
//!
//! A year after a ticket was closed its key goes: nobody reads any more what was written or found. What is left is a
//! register: dates, rights, outcomes, grounds, and keyed hashes by which somebody who complains is found again. After some years
//! those go as well, and a number is left. Of people who are held nothing goes; it goes when the hold is lifted.

use std::collections::BTreeSet;

use chrono::{DateTime, Months, Utc};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{collecting::segment, copying::fetch, error::CaseError},
    deactivation,
    desk::Desk,
    identifier,
    kernel::{actor::Actor, database, ids::TicketId},
    proof, suppression, task,
    ticket::{self, keys, store::Left},
};

/// How many of a kind are forgotten in one go.
const MOST: u64 = 200;

/// Forgets what is due. Of `kept` tickets nothing goes.
pub(in crate::casework) async fn retain(desk: &Desk, kept: &[TicketId]) -> Result<(), CaseError> {
    let now = desk.now();
    let periods = desk.config.retention;
    let before = |months: u32| now.checked_sub_months(Months::new(months)).unwrap_or(DateTime::<Utc>::MIN_UTC);
    let closed_before = before(periods.correspondence_months);
    for id in ticket::store::closed_before(&desk.db, closed_before, Left::Contents, kept, MOST).await? {
        forget_contents(desk, id, now).await?;
    }
    let closed_before = before(periods.register_years.saturating_mul(12));
    for id in ticket::store::closed_before(&desk.db, closed_before, Left::Names, kept, MOST).await? {
        let tx = database::write(&desk.db).await?;
        ticket::store::lock(&tx, &[id]).await?;
        identifier::store::forget(&tx, id).await?;
        ticket::store::forget_contact(&tx, id).await?;
        note(&tx, id, now, "register_forgotten").await?;
        tx.commit().await?;
    }
    let ended_before = before(periods.closed_accounts_years.saturating_mul(12));
    let tx = database::write(&desk.db).await?;
    let gone = deactivation::store::forget(&tx, ended_before).await?;
    if gone > 0 {
        let entry = Entry::aside(now, Actor::Desk, "closed_accounts_forgotten").with(json!({ "accounts": gone }));
        audit::store::append(&tx, [entry]).await?;
    }
    tx.commit().await?;
    put_suppression_forward(desk, before(periods.suppression_review_years.saturating_mul(12)), now).await
}

/// Entries of those who are not written to are looked at again by a person: they stay as long as there is advertising.
async fn put_suppression_forward(desk: &Desk, before: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let entries = suppression::store::put_forward(&tx, before, now).await?;
    if entries > 0 {
        let entry = Entry::aside(now, Actor::Desk, "suppression_review_due").with(json!({ "entries": entries }));
        audit::store::append(&tx, [entry]).await?;
        tracing::warn!(
            entries,
            "entries of those who are not written to are due for a review: is there still advertising?"
        );
    }
    tx.commit().await?;
    Ok(())
}

/// Which of these tickets, on people who are held, would have been forgotten by now.
pub(super) async fn kept_past(desk: &Desk, held: &BTreeSet<TicketId>) -> Result<BTreeSet<TicketId>, CaseError> {
    if held.is_empty() {
        return Ok(BTreeSet::new());
    }
    let months = Months::new(desk.config.retention.correspondence_months);
    let before = desk.now().checked_sub_months(months).unwrap_or(DateTime::<Utc>::MIN_UTC);
    let held: Vec<_> = held.iter().copied().collect();
    let past = ticket::store::closed_among(&desk.db, &held, before).await?;
    Ok(past.into_iter().collect())
}

async fn forget_contents(desk: &Desk, id: TicketId, now: DateTime<Utc>) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[id]).await?;
    keys::destroy(&tx, id, now).await?;
    proof::store::close_sessions(&tx, id).await?;
    task::store::forget_results(&tx, id).await?;
    note(&tx, id, now, "contents_forgotten").await?;
    tx.commit().await?;
    // The archive has a key of its own.
    if let Some(archive) = archive::store::current(&desk.db, id).await? {
        archive::store::destroy_key(&desk.db, archive.id, archive::state::FORGET).await?;
        desk.storage.remove(&fetch::object(archive.id)).map_err(CaseError::fault)?;
    }
    desk.storage.remove_folder(&segment::folder(id)).map_err(CaseError::fault)?;
    Ok(())
}

async fn note(
    tx: &DatabaseTransaction,
    id: TicketId,
    now: DateTime<Utc>,
    event: &'static str,
) -> Result<(), CaseError> {
    audit::store::append(tx, [Entry::on(id, now, Actor::Desk, event)]).await?;
    Ok(())
}
