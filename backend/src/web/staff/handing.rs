//! Data that goes straight to another provider: what was sent for a ticket, and the form that sends it.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    notice::Notice,
    refusals,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    ticket::gather,
};
use crate::{
    casework::{error::CaseError, hand_over},
    desk::Desk,
    handover::{self, entity::Model, state::State},
    ticket,
    web::page::{
        desk::handing::{HandoverRow, HandoverStand, Handovers},
        frame::DeskPlace,
    },
    words::fill::Fill,
};

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    let ticket = gather::find(&desk, &reference).await?;
    shown::page(&fill(&desk, &by, &ticket).await?)
}

/// Sends it.
#[handler]
pub async fn order(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["receiver"])?;
    let ticket = gather::find(&desk, &reference).await?;
    match hand_over::order(&desk, by.id(), ticket.id, fields.one("receiver")?).await {
        Ok(_) => Ok(Notice::HandoverOrdered.at(&format!("/desk/t/{}/handovers", ticket.reference))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, &ticket).await?;
            page.frame.notice = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, by: &SignedIn, ticket: &ticket::entity::Model) -> Result<Handovers, CaseError> {
    let rows = handover::store::of(&desk.db, ticket.id).await?;
    let is_free = |name: &&str| !rows.iter().any(|row| row.receiver == **name);
    let receivers = desk.config.receivers.iter().map(|receiver| receiver.name.as_str());
    Ok(Handovers {
        frame: by.frame(desk, DeskPlace::Queue),
        reference: ticket.reference.clone(),
        receivers: receivers.filter(is_free).map(str::to_owned).collect(),
        rows: rows.iter().map(|row| row_of(desk, by, row)).collect(),
        may_work: by.role().may_work(),
    })
}

fn row_of(desk: &Desk, by: &SignedIn, row: &Model) -> HandoverRow {
    let w = by.language.handing();
    let answer = row.answer.as_ref().map(|answer| w.answer.with2(answer, row.sha256.as_deref().unwrap_or_default()));
    HandoverRow {
        receiver: row.receiver.clone(),
        stand: match row.state {
            State::Waiting | State::Running => HandoverStand::Waiting,
            State::Sent => HandoverStand::Sent,
            State::Failed => HandoverStand::Failed,
        },
        when: Times::of(desk, by.language).short(row.sent_at.unwrap_or(row.ordered_at)),
        remark: answer.or_else(|| row.problem.clone()).unwrap_or_default(),
    }
}
