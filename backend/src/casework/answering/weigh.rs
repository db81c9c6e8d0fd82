//! An objection is weighed: a person writes down the situation of whoever objects, our grounds, and which of them weighs more. The
//! burden is ours (Art. 21(1)).

use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Place},
    },
    decision::balance::{self, Model, Weight},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{RequestId, StaffId, TicketId},
    },
    message::LONGEST_MESSAGE,
    request::{self, aim::Aims, state::State},
    rights::right::Right,
};

/// What is weighed against what.
#[derive(Clone, Copy, Debug)]
pub struct Weighing<'a> {
    /// The person's situation.
    pub theirs: &'a str,
    /// Our compelling grounds.
    pub ours: &'a str,
    /// Which weighs more.
    pub weight: Weight,
}

/// Writes the balancing test down.
pub async fn weigh(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    request: RequestId,
    weighing: Weighing<'_>,
) -> Result<(), CaseError> {
    let (theirs, ours) = (weighing.theirs.trim(), weighing.ours.trim());
    if theirs.is_empty() || ours.is_empty() {
        return Err(Refusal::NothingWeighed.into());
    }
    if [theirs, ours].iter().any(|text| text.chars().count() > LONGEST_MESSAGE) {
        return Err(Refusal::TooLong.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    let row = request::store::of(&tx, id).await?.into_iter().find(|row| row.id == request);
    let row = row.ok_or(CaseError::NotFound)?;
    if !is_weighed(&row) {
        return Err(Refusal::NeverRefused.into());
    }
    if row.state != State::Open {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let balance = Model {
        request_id: request,
        ticket_id: id,
        theirs_sealed: opened.seal(desk, Place::BalanceTheirs(request), theirs),
        ours_sealed: opened.seal(desk, Place::BalanceOurs(request), ours),
        weight: weighing.weight,
        staff_id: by,
        at: now,
    };
    balance::put(&tx, balance).await?;
    let details = json!({ "request": request, "right": row.right.code(), "weight": weighing.weight.code() });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "objection_weighed").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether anything can be weighed: an objection that is not absolute, or an erasure, which on interests is one too
/// (Art. 17(1)(c)).
pub fn is_weighed(row: &request::entity::Model) -> bool {
    match row.right {
        Right::Objection => !row.aims.as_ref().is_some_and(Aims::is_absolute),
        Right::Erasure => true,
        Right::Informed
        | Right::Access
        | Right::Rectification
        | Right::Restriction
        | Right::Portability
        | Right::AutomatedDecisions => false,
    }
}
