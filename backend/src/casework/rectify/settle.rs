//! A single correction ends without a worker: refused on a ground, done by hand, or kept as a statement, which goes to where the
//! system has a place for it.
//!
//! Refusing one field is no refusal of the request: what the request is answered with, with its grounds and a second person, is
//! decided when it is answered.

use rightsdesk_exporters::contract::correction::{Correction, Corrections, Held};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::{
    approve,
    ask::{self, Template},
    executed::{self, Corrected},
    said,
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::{Refusal, correcting::Uncorrected},
        sealing::{self, Opened},
    },
    correction::{
        self,
        state::{DO_BY_HAND, KEEP_STATEMENT, REFUSE},
        store::Decided,
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{CorrectionId, StaffId, TaskId, TicketId},
    },
    law::grounds::Ground,
    rights::right::Right,
};

/// How a correction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End<'a> {
    /// It is not done, on this ground, by code.
    Refused(&'a str),
    /// Staff have changed it in the system themselves.
    ByHand,
    /// Nothing is changed; what the person says is kept beside it (Art. 16, second sentence).
    Statement,
}

/// Ends one correction of that task; what is left of them is drafted anew.
pub async fn settle(
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    task: TaskId,
    id: CorrectionId,
    end: End<'_>,
) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    // Two who keep statements at the same time would each write one down for the same place.
    ask::one_at_a_time(&tx, ticket).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    let (row, result, _) = approve::waiting(&tx, &opened, task).await?;
    let correction = correction::store::by_id(&tx, id).await?;
    let correction = correction
        .filter(|it| it.ticket_id == ticket && Some(it.request_id) == row.request_id && it.system == row.system)
        .ok_or(CaseError::NotFound)?;
    let (step, ground) = match end {
        End::Refused(code) => {
            let ground = Ground::find(code);
            let regime = opened.ticket.regime();
            let fits = |it: &&Ground| it.can_answer(Right::Rectification) && it.exists_under(regime);
            (REFUSE, Some(ground.filter(fits).ok_or(Refusal::GroundDoesNotFit)?.code.as_str()))
        }
        // Nobody says alone that what they wrote down themselves is right and done.
        End::ByHand if correction.asked_by == Some(by) && !desk.config.rectification.own_words => {
            return Err(Refusal::Uncorrected(Uncorrected::OwnCorrection).into());
        }
        End::ByHand => (DO_BY_HAND, None),
        End::Statement => (KEEP_STATEMENT, None),
    };
    let kept = said::open(&opened, &correction)?;
    let value = kept.clone();
    if !correction::store::settle(&tx, id, Decided { step, ground, by: Some(by), at: now }).await? {
        return Err(Refusal::Uncorrected(Uncorrected::NothingToCorrect).into());
    }
    let field = format!("{}.{}", correction.collection, correction.field);
    let details = json!({ "system": row.system, "field": field, "state": step.to().code(), "ground": ground });
    let mut told = vec![Entry::on(ticket, now, Actor::Staff(by), "correction_settled").with(details)];
    if let (true, Some(value)) = (step.to().is_done(), value) {
        let corrected = Corrected { request: correction.request_id, system: &row.system, by: Actor::Staff(by) };
        told.extend(executed::follows(&tx, desk, &opened, corrected, &[value]).await?);
    }
    if let (End::Statement, Some(value)) = (end, &kept) {
        let place =
            Template { ticket, request: correction.request_id, system: &row.system, asked_by: Some(by), at: now };
        keep_in_system(&tx, desk, &opened, place, value).await?;
    }
    ask::draft_anew(&tx, desk, &opened, &row, result).await?;
    audit::store::append(&tx, told).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Where the system has a place for what the person says about the row, their statement is to stand there: like everything else
/// once somebody has approved it. What they say about several fields stands there together.
async fn keep_in_system(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    template: Template<'_>,
    value: &Correction,
) -> Result<(), CaseError> {
    let rectifier = desk.systems.get(template.system).and_then(|system| system.connector.rectifier());
    let fields = rectifier.map(|rectifier| rectifier.correctable()).unwrap_or_default();
    let place = fields.iter().find(|field| field.is_statement && field.collection == value.collection);
    let about = fields.iter().find(|field| field.collection == value.collection && field.field == value.field);
    let (Some(place), Some(about), Some(right)) = (place, about, &value.right) else { return Ok(()) };
    let name = about.description.for_language(&opened.ticket.language);
    let mut lines = Vec::new();
    let mut replaced = Vec::new();
    let before = said::live(tx, opened, template.request, template.system).await?;
    for (row, earlier) in before.iter().flat_map(|said| said.rows.iter().zip(said.corrections.each())) {
        if earlier.collection == place.collection && earlier.field == place.field {
            lines.extend(earlier.right.clone());
            replaced.push(row.id);
        }
    }
    lines.push(format!("{name}: {right}"));
    let statement = Correction {
        collection: place.collection.clone(),
        field: place.field.clone(),
        held: Held::Whatever,
        right: Some(lines.join("\n")),
    };
    // With what was said about it the text may be longer than anything that is written.
    Corrections::new(vec![statement.clone()]).map_err(|_| Refusal::TooLong)?;
    correction::store::replace(tx, replaced).await?;
    correction::store::insert(tx, vec![template.row(desk, opened, &statement)?]).await?;
    Ok(())
}
