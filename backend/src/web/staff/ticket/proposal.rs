//! The form for an answer, and the answer that waits for a second person.

use crate::{
    casework::{
        answering::rests_on::{self, Ticket},
        error::CaseError,
        sealing::Place,
        stopping::never_weighed,
    },
    decision::state::State,
    desk::Desk,
    law::{erasure_grounds::ErasureGround, grounds::Ground, regime::Regime},
    request::{
        entity::Model,
        state::{Outcome, State as RequestState},
    },
    rights::right::Right,
    staff::role::Role,
    web::{
        case::Case,
        page::{
            desk::ticket::answer::{AnswerForm, Proposal},
            field::Field,
        },
        staff::{shown::Times, signed_in::SignedIn, terms},
    },
    words::{deciding::grounded, fill::Fill, language::Language},
};

/// The ground that says that a person took part in every decision.
const NO_SUCH_DECISION: &str = "NO_SOLELY_AUTOMATED_DECISION";

/// The form, with the grounds that can answer this right under the law of the ticket. What is kept stands in it already, in
/// the person's language: nothing of it is to be forgotten.
pub fn form(desk: &Desk, case: &Case, request: &Model, language: Language) -> Result<AnswerForm, CaseError> {
    let is_absolute = never_weighed::is_absolute(request);
    let grounds = Ground::for_right(request.right, case.opened.ticket.regime());
    let grounds = grounds.filter(|ground| !is_absolute || ground.can_answer_marketing_objection());
    let grounds = grounds.map(|ground| (ground.code.clone(), language.choose(&ground.name).to_owned()));
    // What stays of an erasure is told below the answer by the letter itself, and what a colleague wrote of work by hand is for staff.
    let is_told = |task: &&crate::task::entity::Model| {
        task.request_id == Some(request.id) && task.ended_by.is_none() && request.right != Right::Erasure
    };
    let of_request = case.tasks.iter().filter(is_told);
    let gaps = of_request.filter_map(|task| case.results.get(&task.id)).flat_map(|result| &result.gaps);
    let told: Vec<_> =
        gaps.map(|gap| format!("{}: {}", gap.what, gap.why.for_language(&case.opened.ticket.language))).collect();
    let mut form = AnswerForm {
        text: Field::holding(told.join("\n\n")),
        grounds: grounds.collect(),
        rests_on: rests_on(desk, case, request, language),
        is_absolute,
        ..AnswerForm::default()
    };
    // Where no such decision is listed, that is the answer, unless whoever answers knows better.
    if request.right == Right::AutomatedDecisions && desk.config.automated.is_empty() {
        NO_SUCH_DECISION.clone_into(&mut form.ground);
        Outcome::Granted.code().clone_into(&mut form.outcome);
    }
    match case.decisions.iter().rev().find(|it| it.request_id == request.id) {
        Some(row) if row.state == State::Returned => again(case, row, form),
        Some(_) | None => Ok(form),
    }
}

/// The grounds of Art. 17(1) on which an erasure can rest, with those chosen that the desk proposes, or that were proposed before.
fn rests_on(desk: &Desk, case: &Case, request: &Model, language: Language) -> Vec<(String, String, bool)> {
    if request.right != Right::Erasure {
        return Vec::new();
    }
    let ticket = Ticket { requests: &case.requests, tasks: &case.tasks, circumstances: &case.circumstances };
    let chosen = request.rests_on.clone().unwrap_or_else(|| rests_on::proposed(desk, request, ticket));
    let regime = case.opened.ticket.regime();
    let each = ErasureGround::ALL.iter();
    each.map(|ground| (ground.code().to_owned(), because(*ground, regime, language), chosen.has(*ground))).collect()
}

/// What an erasure that is granted, or about to be, rests on, in words.
pub fn rests_on_in_words(case: &Case, request: &Model, language: Language) -> Option<String> {
    let is_proposed = case.decisions.iter().any(|it| it.request_id == request.id && it.state == State::Proposed);
    let is_told = match request.state {
        RequestState::Open => is_proposed,
        RequestState::Answered => true,
        RequestState::Withdrawn => false,
    };
    let rests_on = request.rests_on.as_ref().filter(|_| is_told)?;
    let regime = case.opened.ticket.regime();
    Some(rests_on.each().map(|ground| because(ground, regime, language)).collect::<Vec<_>>().join("; "))
}

fn because(ground: ErasureGround, regime: Regime, language: Language) -> String {
    let entry = ground.entry();
    format!("{} ({})", language.choose(&entry.name), entry.article(regime))
}

/// What was sent back stands in the form again: whoever mends it need not type the rest anew.
fn again(case: &Case, row: &crate::decision::entity::Model, form: AnswerForm) -> Result<AnswerForm, CaseError> {
    let codes = row.ground_codes();
    let grounds: Vec<&Ground> = codes.iter().filter_map(|code| Ground::find(code)).collect();
    let told_in = Language::from_code(&case.opened.ticket.language).unwrap_or_default();
    let text = case.opened.unseal(Place::DecisionText(row.id), &row.text_sealed)?;
    let text = grounded::written(&text, &grounds, case.opened.ticket.regime(), told_in);
    let evidence = row.evidence_sealed.as_deref();
    let evidence = evidence.map(|sealed| case.opened.unseal(Place::DecisionEvidence(row.id), sealed)).transpose()?;
    let mut codes = codes.into_iter();
    Ok(AnswerForm {
        text: Field::holding(text.to_owned()),
        outcome: row.outcome.code().to_owned(),
        ground: codes.next().unwrap_or_default(),
        further: codes.next().unwrap_or_default(),
        evidence: Field::holding(evidence.unwrap_or_default()),
        ..form
    })
}

/// What waits to be agreed to.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case, request: &Model) -> Result<Option<Proposal>, CaseError> {
    let waiting = |it: &&crate::decision::entity::Model| it.request_id == request.id && it.state == State::Proposed;
    let Some(row) = case.decisions.iter().find(waiting) else { return Ok(None) };
    // What the person took back meanwhile is not decided any more.
    if request.state == RequestState::Withdrawn {
        return Ok(None);
    }
    let (language, w) = (by.language, by.language.deciding());
    let grounds: Vec<&Ground> = row.ground_codes().iter().filter_map(|code| Ground::find(code)).collect();
    let regime = case.opened.ticket.regime();
    let named =
        |ground: &&Ground| format!("{} ({})", language.choose(&ground.name), grounded::provisions(ground, regime));
    // Two people, one of them the officer, in whichever order they come.
    let is_officer = |id| case.staff.iter().any(|person| person.id == id && person.role == Role::Officer);
    let needs_officer =
        grounds.iter().any(|ground| ground.officer) && by.role() != Role::Officer && !is_officer(row.proposed_by);
    let waits_for =
        if row.proposed_by == by.id() { Some(w.needs_second) } else { needs_officer.then_some(w.needs_officer) };
    let who = case.name_of(row.proposed_by).unwrap_or(language.terms().who.former_staff);
    let evidence = row.evidence_sealed.as_deref();
    let evidence = evidence.map(|sealed| case.opened.unseal(Place::DecisionEvidence(row.id), sealed)).transpose()?;
    let may_work = by.role().may_work();
    Ok(Some(Proposal {
        id: row.id.to_string(),
        outcome: terms::outcome(row.outcome, language).to_owned(),
        by: w.proposed_by.with2(who, Times::of(desk, language).short(row.proposed_at)),
        grounds: grounds.iter().map(named).collect(),
        text: case.opened.unseal(Place::DecisionText(row.id), &row.text_sealed)?,
        evidence,
        waits_for: waits_for.or((!may_work).then_some(w.needs_second)).map(str::to_owned),
        send_back: may_work.then(Field::default),
    }))
}
