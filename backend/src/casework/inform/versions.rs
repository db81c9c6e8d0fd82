//! Versions of the notices: the next one begins as soon as the register says something else.

use std::collections::BTreeMap;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::content;
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{PrivacyNoticeId, TicketId},
    },
    privacy_notice::{self, content::hash, entity::Model},
};

/// The versions in force, by product; those that the register has made necessary are written first.
pub async fn keep(desk: &Desk) -> Result<BTreeMap<String, Model>, CaseError> {
    let in_force = in_force(desk)?;
    let stored = privacy_notice::store::newest(&desk.db).await?;
    let is_new = |(product, text): (&String, &String)| stored.get(product).is_none_or(|row| row.hash != hash(text));
    if !in_force.iter().any(is_new) {
        return Ok(only(stored, &in_force));
    }
    let tx = database::write(&desk.db).await?;
    let rows = write(&tx, desk, &in_force).await?;
    tx.commit().await?;
    Ok(only(rows, &in_force))
}

/// Notes which versions were in force when this ticket came.
pub(in crate::casework) async fn note(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
) -> Result<(), CaseError> {
    let in_force = in_force(desk)?;
    let rows = write(tx, desk, &in_force).await?;
    let ids = only(rows, &in_force).into_values().map(|row| row.id);
    Ok(privacy_notice::store::note_seen(tx, ticket, ids).await?)
}

/// What the register says now, as it is stored, by product.
fn in_force(desk: &Desk) -> Result<BTreeMap<String, String>, CaseError> {
    let notices = content::all(desk).into_iter();
    notices.map(|(product, said)| Ok((product, serde_json::to_string(&said).map_err(CaseError::fault)?))).collect()
}

async fn write(
    tx: &DatabaseTransaction,
    desk: &Desk,
    in_force: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Model>, CaseError> {
    let mut rows = privacy_notice::store::newest(tx).await?;
    if in_force.iter().all(|(product, text)| rows.get(product).is_some_and(|row| row.hash == hash(text))) {
        return Ok(rows);
    }
    // Of two processes that start with a new register, one writes the version and the other finds it.
    database::serialise(tx, "privacy_notice").await?;
    rows = privacy_notice::store::newest(tx).await?;
    for (product, text) in in_force {
        let (hash, before) = (hash(text), rows.get(product));
        if before.is_some_and(|row| row.hash == hash) {
            continue;
        }
        let row = Model {
            id: PrivacyNoticeId(desk.ids.fresh()),
            product: product.clone(),
            number: before.map_or(1, |row| row.number + 1),
            hash,
            content: text.clone(),
            began_on: desk.today(),
            created_at: desk.now(),
        };
        privacy_notice::store::insert(tx, row.clone()).await?;
        let details = json!({ "product": product, "number": row.number, "hash": row.hash });
        audit::store::append(tx, [Entry::aside(desk.now(), Actor::Desk, "notice_version").with(details)]).await?;
        rows.insert(product.clone(), row);
    }
    Ok(rows)
}

/// Those of products that are still there.
fn only(rows: BTreeMap<String, Model>, in_force: &BTreeMap<String, String>) -> BTreeMap<String, Model> {
    rows.into_iter().filter(|(product, _)| in_force.contains_key(product)).collect()
}
