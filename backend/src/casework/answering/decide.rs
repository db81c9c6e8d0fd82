//! How a request is answered: proposed with its grounds and evidence, looked at by a second person where less is done than
//! was asked, and then written to the person.
//!
//! Every refusal names a code, the provision, the facts, who decided and when; the burden of proof is the company's
//! (Art. 12(2), 12(4), 12(5)).

use std::collections::BTreeSet;

use serde_json::json;

use super::{
    answer::{self, Answer},
    must_be, resting_on, rests_on,
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        collecting::found,
        error::CaseError,
        holding::untold::Untold,
        refusal::Refusal,
        sealing::{self, Opened, Place},
        stopping::follow_with_erasure,
        writing::write_message::{self, Note},
    },
    decision::{
        self,
        entity::Model,
        state::{MAKE, RETURN, START_MADE, START_PROPOSED},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{DecisionId, RequestId, StaffId, TicketId},
    },
    law::grounds::Ground,
    message::kind::Visibility,
    request::{self, aim::Aims, state::Outcome},
    rights::right::Right,
    staff,
    words::{deciding::grounded, fill::Fill, language::Language},
};

/// What somebody would answer.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// How.
    pub outcome: Outcome,
    /// On which grounds, by code.
    pub grounds: &'a [&'a str],
    /// What was done, or why not: the person reads it.
    pub text: &'a str,
    /// What is on file for the grounds: only staff read it.
    pub evidence: &'a str,
    /// Of an erasure that is granted: on which grounds of Art. 17(1), by code; none: on those that the desk proposes.
    pub rests_on: &'a [&'a str],
}

/// What came of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// The person was told.
    Answered,
    /// A second person has to look at it.
    Waits,
}

/// Proposes an answer; where nothing is refused, or where the configuration asks for no second person, it is given at once.
pub async fn propose(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    request: RequestId,
    proposal: Proposal<'_>,
) -> Result<Proposed, CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    answer::must_be_in_review(&opened)?;
    let row = request::store::of(&tx, id).await?.into_iter().find(|row| row.id == request);
    let row = row.ok_or(CaseError::NotFound)?;
    if row.state != request::state::State::Open {
        return Err(Refusal::AlreadyAnswered.into());
    }
    if decision::store::proposed(&tx, request).await?.is_some() {
        return Err(Refusal::AlreadyProposed.into());
    }
    let grounds = checked(&opened, &row, proposal)?;
    let rests_on = rests_on::chosen(&tx, desk, &row, proposal.outcome, proposal.rests_on).await?;
    must_be::weighed(&tx, &row, &grounds).await?;
    must_be::reviewed(&tx, desk, &row, &grounds).await?;
    must_be::locked(&tx, &row, proposal.outcome).await?;
    must_be::done(&tx, &row, proposal.outcome).await?;
    if proposal.outcome == Outcome::NothingHeld && found::is_anything(&tx, &opened, &row).await? {
        return Err(Refusal::SomethingIsHeld.into());
    }
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let untold = Untold::of(&tx, id).await?;
    let named: Vec<_> = grounds.iter().copied().filter(|ground| untold.may_name(request, &ground.code)).collect();
    let text = grounded::text(proposal.text.trim(), &named, opened.ticket.regime(), language);
    let needs_second = desk.config.decisions.second_person && refuses(proposal.outcome, &grounds);
    let decision = DecisionId(desk.ids.fresh());
    let codes: Vec<&str> = grounds.iter().map(|ground| ground.code.as_str()).collect();
    let evidence = Some(proposal.evidence.trim()).filter(|evidence| !evidence.is_empty());
    let stored = Model {
        id: decision,
        ticket_id: id,
        request_id: request,
        state: if needs_second { START_PROPOSED } else { START_MADE },
        outcome: proposal.outcome,
        grounds: json!(codes).to_string(),
        text_sealed: opened.seal(desk, Place::DecisionText(decision), &text),
        evidence_sealed: evidence.map(|text| opened.seal(desk, Place::DecisionEvidence(decision), text)),
        proposed_by: by,
        proposed_at: now,
        decided_by: None,
        decided_at: (!needs_second).then_some(now),
        why_sealed: None,
    };
    if !decision::store::insert(&tx, stored).await? {
        return Err(Refusal::AlreadyProposed.into());
    }
    let mut details = json!({
        "request": request, "right": row.right.code(), "outcome": proposal.outcome.code(), "grounds": codes,
    });
    if let Some(rests_on) = &rests_on {
        details["rests_on"] = json!(rests_on.codes());
    }
    request::store::rest_on(&tx, request, rests_on).await?;
    let proposed = if needs_second {
        let line = Entry::on(id, now, Actor::Staff(by), "answer_proposed").with(details);
        audit::store::append(&tx, [line]).await?;
        Proposed::Waits
    } else {
        let answer = Answer { request: &row, outcome: proposal.outcome, text: &text, by, details };
        give(&tx, desk, opened, answer).await?;
        Proposed::Answered
    };
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(proposed)
}

/// Agrees to what somebody else proposed: the person is told. `seen` is the decision that was looked at: if another has taken its
/// place, nothing goes out ([`CaseError::Changed`]).
pub async fn agree(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    (request, seen): (RequestId, DecisionId),
) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    answer::must_be_in_review(&opened)?;
    let (row, waiting) = waiting(&tx, id, (request, seen)).await?;
    if waiting.proposed_by == by {
        return Err(Refusal::OwnProposal.into());
    }
    let codes = waiting.ground_codes();
    let needs_officer = codes.iter().filter_map(|code| Ground::find(code)).any(|ground| ground.officer);
    // Two people, one of them the officer, in whichever order they come.
    if needs_officer
        && !staff::store::is_officer(&tx, by).await?
        && !staff::store::is_officer(&tx, waiting.proposed_by).await?
    {
        return Err(Refusal::OfficerHasToAgree.into());
    }
    must_be::done(&tx, &row, waiting.outcome).await?;
    if !decision::store::settle(&tx, waiting.id, MAKE, by, now, None).await? {
        return Err(CaseError::Changed);
    }
    let text = opened.unseal(Place::DecisionText(waiting.id), &waiting.text_sealed)?;
    let mut details = json!({
        "request": request, "right": row.right.code(), "outcome": waiting.outcome.code(), "grounds": codes,
        "proposed_by": waiting.proposed_by,
    });
    if let Some(rests_on) = &row.rests_on {
        details["rests_on"] = json!(rests_on.codes());
    }
    give(&tx, desk, opened, Answer { request: &row, outcome: waiting.outcome, text: &text, by, details }).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// Sends the proposal that was `seen` back with a reason, which staff read; whoever proposed it may do so too, to take it back.
pub async fn send_back(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    (request, seen): (RequestId, DecisionId),
    why: &str,
) -> Result<(), CaseError> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    let (row, waiting) = waiting(&tx, id, (request, seen)).await?;
    let sealed = opened.seal(desk, Place::DecisionWhy(waiting.id), why);
    if !decision::store::settle(&tx, waiting.id, RETURN, by, now, Some(sealed)).await? {
        return Err(CaseError::Changed);
    }
    write_message::put_down(&tx, desk, &opened, Note::Staff { by, visibility: Visibility::Internal }, why).await?;
    let details = json!({ "request": request, "right": row.right.code(), "outcome": waiting.outcome.code() });
    audit::store::append(&tx, [Entry::on(id, now, Actor::Staff(by), "answer_returned").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

/// The grounds, if the proposal says all that it must.
fn checked(
    opened: &Opened,
    row: &request::entity::Model,
    proposal: Proposal<'_>,
) -> Result<Vec<&'static Ground>, CaseError> {
    if proposal.text.trim().is_empty() {
        return Err(Refusal::NoAnswer.into());
    }
    let is_absolute = row.aims.as_ref().is_some_and(Aims::is_absolute);
    let mut grounds: Vec<&'static Ground> = Vec::new();
    for code in proposal.grounds {
        let ground =
            Ground::find(code).filter(|it| it.can_answer(row.right) && it.exists_under(opened.ticket.regime()));
        let ground = ground.ok_or(Refusal::GroundDoesNotFit)?;
        if is_absolute && !ground.can_answer_marketing_objection() {
            return Err(Refusal::NeverRefused.into());
        }
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    match proposal.outcome {
        Outcome::Refused | Outcome::PartlyGranted if is_absolute => return Err(Refusal::NeverRefused.into()),
        // What it is aimed at besides is never refused.
        Outcome::Refused if row.aims.is_some() => return Err(Refusal::NeverRefused.into()),
        Outcome::Refused | Outcome::PartlyGranted if grounds.is_empty() => return Err(Refusal::NoGround.into()),
        // What was done in full, or was found not to be there, is not refused at the same time.
        Outcome::Granted | Outcome::NothingHeld if grounds.iter().any(|it| it.kind.refuses()) => {
            return Err(Refusal::GroundDoesNotFit.into());
        }
        // That is an act of its own, which tells who has it now.
        Outcome::PassedOn | Outcome::NotOurs => return Err(Refusal::NoOutcome.into()),
        Outcome::Granted | Outcome::PartlyGranted | Outcome::Refused | Outcome::NothingHeld => {}
    }
    if grounds.iter().any(|it| it.kind.refuses()) && proposal.evidence.trim().is_empty() {
        return Err(Refusal::NoEvidence.into());
    }
    Ok(grounds)
}

/// Gives the answer; what is held only for a use that has ended with it is erased (Art. 17(1)(b), (c)).
async fn give(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: Opened,
    answer: Answer<'_>,
) -> Result<(), CaseError> {
    let (id, by) = (opened.ticket.id, Actor::Staff(answer.by));
    let is_upheld = answer.request.right == Right::Objection && answer.outcome == Outcome::Granted;
    let systems =
        if is_upheld { resting_on::of_ended_use(desk, answer.request.aims.as_ref()) } else { BTreeSet::new() };
    if !follow_with_erasure::ask(tx, desk, &opened, answer.request.aims.as_ref(), systems.clone()).await? {
        return answer::give(tx, desk, opened, answer).await;
    }
    if !answer.request.aims.as_ref().is_some_and(Aims::is_absolute) {
        // Its letter says by itself what goes.
        answer::give(tx, desk, opened, answer).await?;
        return follow_with_erasure::go_on(tx, desk, id, by).await;
    }
    // They never asked for that in so many words: the answer that brings it about says so.
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let names: Vec<_> = systems.iter().map(|key| desk.systems.name(key, language.code())).collect();
    let text = format!("{}\n\n{}", answer.text, language.stopping().told_erasure.with(names.join(", ")));
    answer::give(tx, desk, opened, Answer { text: &text, ..answer }).await?;
    follow_with_erasure::go_on(tx, desk, id, by).await
}

fn refuses(outcome: Outcome, grounds: &[&Ground]) -> bool {
    match outcome {
        Outcome::Refused => true,
        Outcome::PartlyGranted => grounds.iter().any(|ground| ground.kind.refuses()),
        Outcome::Granted | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs => false,
    }
}

/// The proposal on this request, if it is the one that was looked at.
async fn waiting(
    tx: &sea_orm::DatabaseTransaction,
    id: TicketId,
    (request, seen): (RequestId, DecisionId),
) -> Result<(request::entity::Model, Model), CaseError> {
    let row = request::store::of(tx, id).await?.into_iter().find(|row| row.id == request);
    let row = row.ok_or(CaseError::NotFound)?;
    let waiting = decision::store::proposed(tx, request).await?.ok_or(Refusal::NothingProposed)?;
    if waiting.id == seen { Ok((row, waiting)) } else { Err(CaseError::Changed) }
}
