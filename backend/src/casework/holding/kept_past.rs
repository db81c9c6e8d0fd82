//! Our own periods reach data that is held or locked: it is passed by, and staff are told (Art. 5(1)(e), 18(1)(c)). A lock may be
//! there exactly because we need the data no more; but nobody should keep it because nobody looked.
//!
//! Each hold and lock tells it once, as a step of its own, and is to be looked at from that day on.

use std::collections::BTreeSet;

use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::write_step::{self, Step};
use crate::{
    audit::{self, entry::Entry},
    casework::error::CaseError,
    desk::Desk,
    hold::{
        self,
        entity::Model,
        ground::Keeps,
        step::{self, What},
    },
    identifier,
    kernel::{actor::Actor, database, ids::TicketId},
};

/// Tells of every hold and lock on the people of these tickets, whose contents would have gone by now.
pub(in crate::casework) async fn tell(desk: &Desk, kept: &BTreeSet<TicketId>) -> Result<(), CaseError> {
    if kept.is_empty() {
        return Ok(());
    }
    for keeps in [Keeps::Hold, Keeps::Lock] {
        for row in hold::store::standing(&desk.db, keeps).await? {
            if is_told(&step::of(&desk.db, row.id).await?) {
                continue;
            }
            let blinds = hold::store::blinds(&desk.db, row.id).await?;
            let tickets = identifier::store::tickets_with(&desk.db, blinds).await?;
            if tickets.iter().any(|id| kept.contains(id)) {
                let tx = database::write(&desk.db).await?;
                hold::store::serialise(&tx).await?;
                look_again(
                    &tx,
                    desk,
                    &row,
                    "Our own period for what we keep of this person is over: it stays because of this.",
                )
                .await?;
                tx.commit().await?;
                tracing::warn!(hold = %row.id, "data is kept beyond its period: somebody has to look whether it must be");
            }
        }
    }
    Ok(())
}

fn is_told(steps: &[step::Model]) -> bool {
    steps.iter().any(|step| step.what == What::KeptPast)
}

/// Puts a hold or a lock before staff: somebody has to look at it from today on.
pub(in crate::casework) async fn look_again(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    why: &str,
) -> Result<(), CaseError> {
    let (now, today) = (desk.now(), desk.today());
    if !hold::state::may(tx, row, What::KeptPast).await? {
        return Ok(());
    }
    let review_on = row.review_on.min(today);
    hold::store::review(tx, row.id, review_on).await?;
    let step = Step { what: What::KeptPast, review_on: Some(review_on), words: why };
    write_step::write(tx, desk, row, Actor::Desk, step).await?;
    let event = match row.ground.keeps() {
        Keeps::Hold => "hold_kept_past",
        Keeps::Lock => "lock_kept_past",
    };
    audit::store::append(tx, [Entry::aside(now, Actor::Desk, event).with(json!({ "hold": row.id }))]).await?;
    Ok(())
}
