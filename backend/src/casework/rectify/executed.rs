//! A system holds what is right: the one place from which everything goes on that follows from it.
//!
//! Recipients are told (Art. 19), and packages that hold the former value and that nobody has had are assembled anew. Whoever
//! has more to do after a rectification hooks in at [`follows`], or reads the line `rectification_executed` of the log.

use rightsdesk_exporters::contract::correction::Correction;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    assemble_anew,
    said::{self, Said},
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::{Refusal, correcting::Uncorrected},
        sealing::Opened,
        telling::tell_recipients::{self, What},
    },
    correction::{
        self,
        state::{DO_BY_HAND, KEEP_STATEMENT, READ_BACK, State, WRITE},
        store::Decided,
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{RequestId, StaffId},
        moves::Move,
    },
    task::entity::Model,
    ticket,
    words::{fill::Fill, language::Language},
};

/// Where something was corrected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corrected<'a> {
    /// For which request.
    pub(super) request: RequestId,
    /// In which system.
    pub(super) system: &'a str,
    /// By whom.
    pub(super) by: Actor,
}

/// A worker has written what was said; `is_clean`: and nothing else was found when it was read back.
pub(super) async fn note(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    said: &Said,
    is_clean: bool,
) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[opened.ticket.id]).await?;
    let step = if is_clean { READ_BACK } else { WRITE };
    for row in &said.rows {
        correction::store::settle(&tx, row.id, Decided { step, ground: None, by: None, at: now }).await?;
    }
    let request = task.request_id.ok_or(CaseError::NotFound)?;
    let corrected = Corrected { request, system: &task.system, by: Actor::Worker };
    let told = follows(&tx, desk, opened, corrected, said.corrections.each()).await?;
    audit::store::append(&tx, told).await?;
    tx.commit().await?;
    Ok(())
}

/// A person has seen to a whole system themselves: what was said there is done. The lines that tell of what follows.
pub(in crate::casework) async fn done_by_hand(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    by: StaffId,
) -> Result<Vec<Entry>, CaseError> {
    let Some(request) = task.request_id else { return Ok(Vec::new()) };
    let said = end_all(tx, desk, opened, task, (DO_BY_HAND, by)).await?;
    // Nobody says alone that what they wrote down themselves is right and done.
    let is_own = said.iter().flat_map(|said| &said.rows).any(|row| row.asked_by == Some(by));
    if is_own && !desk.config.rectification.own_words {
        return Err(Refusal::Uncorrected(Uncorrected::OwnCorrection).into());
    }
    let corrections = said.as_ref().map_or(&[][..], |said| said.corrections.each());
    let corrected = Corrected { request, system: &task.system, by: Actor::Staff(by) };
    follows(tx, desk, opened, corrected, corrections).await
}

/// A person has ended it and changed nothing there: what was said is kept as a statement.
pub(in crate::casework) async fn left_by_hand(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    by: StaffId,
) -> Result<(), CaseError> {
    end_all(tx, desk, opened, task, (KEEP_STATEMENT, by)).await?;
    Ok(())
}

async fn end_all(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
    (step, by): (Move<State>, StaffId),
) -> Result<Option<Said>, CaseError> {
    let Some(request) = task.request_id else { return Ok(None) };
    let said = said::live(tx, opened, request, &task.system).await?;
    for row in said.iter().flat_map(|said| &said.rows) {
        let decided = Decided { step, ground: None, by: Some(by), at: desk.now() };
        correction::store::settle(tx, row.id, decided).await?;
    }
    Ok(said)
}

/// What follows, in the transaction in which it is noted; the lines that tell of it.
pub(super) async fn follows(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    corrected: Corrected<'_>,
    corrections: &[Correction],
) -> Result<Vec<Entry>, CaseError> {
    let Corrected { request, system, by } = corrected;
    let fields: Vec<String> = corrections.iter().map(|one| format!("{}.{}", one.collection, one.field)).collect();
    let line = Entry::on(opened.ticket.id, desk.now(), by, "rectification_executed");
    let mut told = vec![line.with(json!({ "request": request, "system": system, "fields": fields }))];
    let what = What::Rectified(corrections.iter().map(|one| in_words(desk, opened, system, one)).collect());
    told.extend(tell_recipients::plan(tx, desk, opened.ticket.id, request, &what, &[system]).await?);
    told.extend(assemble_anew::after(tx, desk, opened, system, by).await?);
    Ok(told)
}

/// As a recipient has to know it: `Your name: Ada Lovelace`.
fn in_words(desk: &Desk, opened: &Opened, system: &str, one: &Correction) -> String {
    let rectifier = desk.systems.get(system).and_then(|system| system.connector.rectifier());
    let fields = rectifier.map(|rectifier| rectifier.correctable()).unwrap_or_default();
    let field = fields.iter().find(|it| it.collection == one.collection && it.field == one.field);
    let described = field.map(|it| it.description.for_language(&opened.ticket.language).to_owned());
    let name = described.filter(|text| !text.is_empty()).unwrap_or_else(|| one.field.clone());
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    language.wishing().pair.with2(name, one.right.as_deref().unwrap_or("–"))
}
