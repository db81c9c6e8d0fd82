//! A line of the ledger is written, and tied to the log of the desk.
//!
//! Each chain finds what was altered inside it, and neither finds by itself that its end was cut off. So each line of the
//! ledger says where the log ended at that time, and a line of the log where the ledger ended: whoever cuts off one end has
//! to cut off the other one too, and a copy of either that is kept elsewhere finds both.

use rightsdesk_exporters::contract::erasure::Evidence;
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::{Value, json};

use crate::{
    audit,
    kernel::{actor::Actor, chain::Head},
    ledger,
};

/// What the log calls it, and the name of the detail in which each chain holds the other's end.
pub const EVENT: &str = "ledger_written";
/// The detail of a line of the ledger that holds the end of the log.
pub const LOG: &str = "log";
/// The detail of a line of the log that holds the end of the ledger.
pub const LEDGER: &str = "ledger";

/// Writes the line, inside the transaction of what it tells.
pub async fn put(tx: &DatabaseTransaction, mut entry: ledger::entry::Entry) -> Result<(), DbErr> {
    let now = entry.at;
    if let (Value::Object(details), Some(log)) = (&mut entry.details, audit::store::head(tx).await?) {
        details.insert(LOG.to_owned(), json!(log.to_string()));
    }
    let head = ledger::store::append(tx, entry).await?;
    let line = audit::entry::Entry::aside(now, Actor::Worker, EVENT);
    audit::store::append(tx, [line.with(json!({ LEDGER: head.to_string() }))]).await
}

/// What was done, collection by collection: the details of a line that tells of it.
pub fn counts(evidence: Option<&Evidence>) -> Value {
    let effects = evidence.iter().flat_map(|evidence| &evidence.effects);
    let counts = effects.filter(|effect| effect.found > 0).map(|effect| {
        let mut counts = json!({ "deleted": effect.deleted, "blanked": effect.blanked });
        for (what, rows) in [("ended", effect.ended), ("suppressed", effect.suppressed)] {
            if rows > 0 {
                counts[what] = json!(rows);
            }
        }
        (effect.collection.clone(), counts)
    });
    Value::Object(counts.collect())
}

/// Where one chain ended when the other one was last tied to it, out of the details of that line.
pub fn tied(details: Option<&str>, name: &str) -> Option<Head> {
    let details: Value = serde_json::from_str(details?).ok()?;
    details.get(name)?.as_str()?.parse().ok()
}
