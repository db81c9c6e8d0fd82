//! Somebody looked at a hold and finds that it is still needed: why, and when it is looked at next.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    set_hold,
    write_step::{self, Step},
};
use crate::{
    audit::{self, entry::Entry},
    casework::{circumstances::of_a_death, error::CaseError, refusal::Refusal},
    desk::Desk,
    hold::{self, step::What},
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, StaffId},
    },
};

/// Lets the hold stand until `review_on`.
pub async fn review(desk: &Desk, by: StaffId, id: HoldId, review_on: NaiveDate, reason: &str) -> Result<(), CaseError> {
    set_hold::check_words(reason)?;
    set_hold::check_review(desk, review_on)?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    hold::store::serialise(&tx).await?;
    let row = hold::store::by_id(&tx, id).await?.ok_or(CaseError::NotFound)?;
    of_a_death::officer_alone_on(&tx, by, &row).await?;
    if !hold::state::may(&tx, &row, What::Reviewed).await? || !hold::store::review(&tx, id, review_on).await? {
        return Err(Refusal::HoldLifted.into());
    }
    let step = Step { what: What::Reviewed, review_on: Some(review_on), words: reason };
    write_step::write(&tx, desk, &row, Actor::Staff(by), step).await?;
    let details = json!({ "hold": id, "review_on": review_on });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "hold_reviewed").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}
