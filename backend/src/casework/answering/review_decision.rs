//! A person decides anew what a machine had decided, with the view of whom it is about in front of them.

use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Place},
    },
    decision::review::{self, Model, Verdict},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{RequestId, ReviewId, StaffId, TicketId},
    },
    message::LONGEST_MESSAGE,
    request::{self, state::State},
    rights::right::Right,
};

/// What was decided.
#[derive(Clone, Copy, Debug)]
pub struct Anew<'a> {
    /// The configured key of the machine's decision.
    pub decision: &'a str,
    /// What the person decides.
    pub verdict: Verdict,
    /// Why: whom it is about reads it.
    pub reason: &'a str,
}

/// Writes it down; the answer to the request tells it.
pub async fn review(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    request: RequestId,
    anew: Anew<'_>,
) -> Result<(), CaseError> {
    let reason = anew.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    if reason.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    if !desk.config.automated.iter().any(|it| it.key == anew.decision) {
        return Err(Refusal::NoSuchDecision.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    let row = request::store::of(&tx, id).await?.into_iter().find(|row| row.id == request);
    let row = row.filter(|row| row.right == Right::AutomatedDecisions).ok_or(CaseError::NotFound)?;
    if row.state != State::Open {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let review = ReviewId(desk.ids.fresh());
    let stored = Model {
        id: review,
        request_id: request,
        ticket_id: id,
        decision: anew.decision.to_owned(),
        verdict: anew.verdict,
        reason_sealed: opened.seal(desk, Place::ReviewReason(review), reason),
        staff_id: by,
        at: now,
    };
    review::insert(&tx, stored).await?;
    let details = json!({ "request": request, "decision": anew.decision, "verdict": anew.verdict.code() });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "decision_reviewed").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}
