//! Due accounts are claimed into sweeps, as many as may be under way at once.

use chrono::TimeDelta;
use serde_json::json;

use super::scope;
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    deactivation::{claim, figures, sweep},
    desk::Desk,
    kernel::{actor::Actor, database, ids::SweepId},
};

/// How often a sweep or one of its parts is begun before a person has to look: with the waits between, some two days.
pub(super) const MOST_ATTEMPTS: i32 = 60;

/// Claims what is due; how many accounts that were. Cheap when there are none.
pub async fn gather(desk: &Desk) -> Result<u64, CaseError> {
    let section = &desk.config.deactivation;
    // Where no system is swept nothing would be proven.
    if scope::covered(desk).next().is_none() {
        return Ok(0);
    }
    let now = desk.now();
    // Sparing the systems comes second to the thirty days.
    let is_behind = figures::alarm(&desk.db, section.marks(desk.day_of(now))).await?.behind > 0;
    let pause = TimeDelta::seconds(if is_behind { 0 } else { section.pause_seconds.max(0) });
    let mut claimed = 0;
    loop {
        let tx = database::write(&desk.db).await?;
        database::serialise(&tx, "sweep").await?;
        let is_too_soon = sweep::last_begun(&tx).await?.is_some_and(|last| now < last + pause);
        if is_too_soon || sweep::under_way(&tx).await? >= u64::from(section.batches_at_once.max(1)) {
            break;
        }
        let id = SweepId(desk.ids.fresh());
        let accounts = claim::claim(&tx, id, now, section.batch.clamp(1, 2000)).await?;
        if accounts == 0 {
            break;
        }
        sweep::insert(&tx, id, i32::try_from(accounts).unwrap_or(i32::MAX), MOST_ATTEMPTS, now).await?;
        let details = json!({ "sweep": id, "accounts": accounts });
        audit::store::append(&tx, [Entry::aside(now, Actor::Worker, "sweep_begun").with(details)]).await?;
        tx.commit().await?;
        claimed += accounts;
    }
    if claimed > 0 {
        desk.wake.notify_waiters();
    }
    Ok(claimed)
}
