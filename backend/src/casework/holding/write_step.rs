//! A step of a hold or a lock is written down, with the words of whoever took it.

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{
        self,
        entity::{Model, THE_DESK},
        step::{self, What},
    },
    kernel::{actor::Actor, ids::HoldStepId},
};

/// What happened to it.
pub(in crate::casework) struct Step<'a> {
    /// What.
    pub what: What,
    /// The day of the next review, if one was agreed on.
    pub review_on: Option<NaiveDate>,
    /// Why.
    pub words: &'a str,
}

/// Writes it down, sealed with the key of the hold.
pub(in crate::casework) async fn write(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &Model,
    by: Actor,
    step: Step<'_>,
) -> Result<(), CaseError> {
    let key = hold::seal::key(&desk.masters, row).map_err(CaseError::fault)?;
    let id = HoldStepId(desk.ids.fresh());
    let words_sealed = hold::seal::words(&key, &*desk.chance, id, step.words.trim());
    let step = step::Model {
        id,
        hold_id: row.id,
        at: desk.now(),
        staff_id: by.staff().unwrap_or(THE_DESK),
        what: step.what,
        review_on: step.review_on,
        words_sealed,
    };
    step::insert(tx, step).await?;
    Ok(())
}
