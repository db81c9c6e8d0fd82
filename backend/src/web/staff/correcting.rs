//! The forms in which staff write corrections down, decide about them, and approve what would be written.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_exporters::contract::correction::{Correction, Held};

use super::{notice::Notice, sent::Sent, task, ticket::again::id};
use crate::{
    casework::{
        error::CaseError,
        rectify::{
            approve::approve as give_approval,
            ask::{self, Wrong},
            settle::{End, settle as end_one},
        },
        refusal::{Refusal, correcting::Uncorrected},
    },
    desk::Desk,
    kernel::{actor::Actor, ids::CorrectionId},
};

/// Writes down what the person says is wrong.
#[handler]
pub async fn write_down(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["field", "held", "right", "clear"])?;
    let (field, held, right) = (fields.one("field")?, fields.one("held")?, fields.one("right")?);
    let is_cleared = fields.one("clear")? == "yes";
    let (ticket, task) = task::find(&desk, &reference, &task).await?;
    let done = match named(&desk, &task.system, field) {
        Some((collection, field)) if is_cleared == right.is_empty() => {
            let correction = Correction {
                collection,
                field,
                held: if held.is_empty() { Held::Whatever } else { Held::This(Some(held.to_owned())) },
                right: (!is_cleared).then(|| right.to_owned()),
            };
            let wrong = vec![Wrong { task: task.id, corrections: vec![correction] }];
            ask::ask(&desk, Actor::Staff(by.id()), ticket.id, wrong).await
        }
        Some(_) | None => Err(CaseError::Refused(Refusal::Uncorrected(Uncorrected::NoCorrection))),
    };
    task::after(&desk, &by, &ticket, &task, done.map(|()| Notice::CorrectionAsked)).await
}

/// The collection and the field that an address names: `shop.customer.name`. A field inside another has dots of its own.
fn named(desk: &Desk, system: &str, address: &str) -> Option<(String, String)> {
    let rectifier = desk.systems.get(system).and_then(|system| system.connector.rectifier());
    let known = rectifier.map(|rectifier| rectifier.correctable()).unwrap_or_default();
    let found = known.into_iter().find(|it| {
        let rest = address.strip_prefix(it.collection.as_str()).and_then(|rest| rest.strip_prefix('.'));
        rest == Some(it.field.as_str())
    });
    match found {
        Some(it) => Some((it.collection, it.field)),
        None => address.rsplit_once('.').map(|(collection, field)| (collection.to_owned(), field.to_owned())),
    }
}

/// Approves the proposal that was seen.
#[handler]
pub async fn approve(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["plan"])?;
    let plan = fields.one("plan")?;
    let (ticket, task) = task::find(&desk, &reference, &task).await?;
    let done = give_approval(&desk, by.id(), ticket.id, task.id, plan).await;
    task::after(&desk, &by, &ticket, &task, done.map(|()| Notice::CorrectionApproved)).await
}

/// Refuses one correction, or says that it was done by hand or is kept as a statement.
#[handler]
pub async fn settle(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task, correction)): Path<(String, String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["decision"])?;
    let end = match fields.one("decision")? {
        "by_hand" => End::ByHand,
        "statement" => End::Statement,
        ground => End::Refused(ground),
    };
    let (ticket, task) = task::find(&desk, &reference, &task).await?;
    let correction = CorrectionId(id(&correction)?);
    let done = end_one(&desk, by.id(), ticket.id, task.id, correction, end).await;
    task::after(&desk, &by, &ticket, &task, done.map(|()| Notice::CorrectionSettled)).await
}
