//! What was said to be wrong, opened.

use rightsdesk_exporters::contract::correction::{Correction, Corrections};
use sea_orm::ConnectionTrait;

use crate::{
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
    },
    correction::{self, entity::Model},
    desk::Desk,
    kernel::ids::RequestId,
    task,
};

/// The corrections that are still to be decided or written in one system.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) rows: Vec<Model>,
    pub(super) corrections: Corrections,
}

/// Those of a request; none if nothing is to be corrected there (any more).
pub(super) async fn live(
    db: &impl ConnectionTrait,
    opened: &Opened,
    request: RequestId,
    system: &str,
) -> Result<Option<Said>, CaseError> {
    let mut rows = correction::store::of_system(db, request, system).await?;
    rows.retain(|row| row.state.is_live());
    if rows.is_empty() {
        return Ok(None);
    }
    let each = rows.iter().map(|row| open(opened, row)).collect::<Result<Vec<_>, _>>()?;
    let corrections = Corrections::new(each.into_iter().flatten().collect()).map_err(CaseError::fault)?;
    Ok(Some(Said { rows, corrections }))
}

/// One correction with its values; none if they were destroyed.
pub(super) fn open(opened: &Opened, row: &Model) -> Result<Option<Correction>, CaseError> {
    let (Some(held), Some(right)) = (&row.held_sealed, right_of(opened, row)?) else { return Ok(None) };
    let held = opened.unseal(Place::CorrectionHeld(row.id), held)?;
    Ok(Some(Correction {
        collection: row.collection.clone(),
        field: row.field.clone(),
        held: serde_json::from_str(&held).map_err(CaseError::fault)?,
        right,
    }))
}

/// What should stand there; none: it was destroyed.
pub(super) fn right_of(opened: &Opened, row: &Model) -> Result<Option<Option<String>>, CaseError> {
    let Some(right) = &row.right_sealed else { return Ok(None) };
    let right = opened.unseal(Place::CorrectionRight(row.id), right)?;
    serde_json::from_str(&right).map(Some).map_err(CaseError::fault)
}

/// A correction as staff see it.
#[derive(Debug)]
pub struct SaidOne {
    /// Its row.
    pub row: Model,
    /// What it says; none: its values were destroyed.
    pub correction: Option<Correction>,
    /// What should stand there; a statement stays.
    pub right: Option<Option<String>>,
}

/// All that was said of what a task corrects, oldest first.
pub async fn all(desk: &Desk, opened: &Opened, task: &task::entity::Model) -> Result<Vec<SaidOne>, CaseError> {
    let Some(request) = task.request_id else { return Ok(Vec::new()) };
    let rows = correction::store::of_system(&desk.db, request, &task.system).await?;
    rows.into_iter()
        .map(|row| Ok(SaidOne { correction: open(opened, &row)?, right: right_of(opened, &row)?, row }))
        .collect()
}
