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
    ticket::again::id,
};
use crate::{
    casework::{copying::hand_over, error::CaseError},
    config::receiver::Reached,
    desk::Desk,
    handover::{
        self,
        entity::Model,
        state::{State, Way},
    },
    kernel::ids::HandoverId,
    ticket,
    web::{
        case,
        page::{
            desk::handing::{HandoverRow, HandoverStand, Handovers},
            frame::DeskPlace,
        },
    },
    words::fill::Fill,
};

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    let ticket = case::find(&desk, &reference).await?;
    shown::page(&fill(&desk, &by, &ticket).await?)
}

/// Sends it.
#[handler]
pub async fn order(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["receiver"])?;
    let ticket = case::find(&desk, &reference).await?;
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

/// Tries it again.
#[handler]
pub async fn again(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, handover)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    match hand_over::again(&desk, by.id(), ticket.id, HandoverId(id(&handover)?)).await {
        Ok(()) => Ok(Notice::HandoverAgain.at(&format!("/desk/t/{}/handovers", ticket.reference))),
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
    let w = by.language.handing();
    let free = desk.config.receivers.iter().filter(|it| !rows.iter().any(|row| row.receiver == it.name));
    let receivers = free.filter_map(|receiver| {
        let way = match receiver.reached()? {
            Reached::Https { .. } => w.by_https.with(&receiver.name),
            Reached::Mail { to, .. } => w.by_mail.with2(&receiver.name, to),
        };
        Some((receiver.name.clone(), way))
    });
    Ok(Handovers {
        frame: by.frame(desk, DeskPlace::Queue),
        reference: ticket.reference.clone(),
        receivers: receivers.collect(),
        rows: rows.iter().map(|row| row_of(desk, by, row)).collect(),
        may_work: by.role().may_work(),
    })
}

fn row_of(desk: &Desk, by: &SignedIn, row: &Model) -> HandoverRow {
    let w = by.language.handing();
    let times = Times::of(desk, by.language);
    let what_next = match (row.state, row.told_at) {
        (State::Waiting, _) if row.attempts > 0 => w.next_try.with(times.short(row.due_at)),
        (State::Failed, Some(at)) => w.told.with(times.short(at)),
        (State::Waiting | State::Running | State::Sent | State::Failed, _) => String::new(),
    };
    let answer = row.answer.as_ref().map(|answer| w.answer.with2(answer, row.sha256.as_deref().unwrap_or_default()));
    HandoverRow {
        id: row.id.to_string(),
        receiver: row.receiver.clone(),
        stand: match (row.state, row.way) {
            (State::Waiting | State::Running, _) => HandoverStand::Waiting,
            (State::Sent, Way::Https) => HandoverStand::Sent,
            (State::Sent, Way::Mail) => HandoverStand::Mailed,
            (State::Failed, _) => HandoverStand::Failed,
        },
        what_next,
        when: times.short(row.sent_at.unwrap_or(row.ordered_at)),
        remark: answer.or_else(|| row.problem.clone()).unwrap_or_default(),
    }
}
