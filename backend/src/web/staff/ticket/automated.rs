//! What the page shows of decisions that a machine made.

use crate::{
    casework::{answering::tell_review, error::CaseError, sealing::Place},
    decision::review::Verdict,
    desk::Desk,
    message::kind::Author,
    request::{entity::Model, state::State},
    rights::right::Right,
    web::{
        case::Case,
        page::desk::ticket::law::{ReviewForm, ReviewPart},
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::fill,
};

/// What the page shows; none for other rights.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case, request: &Model) -> Result<Option<ReviewPart>, CaseError> {
    if request.right != Right::AutomatedDecisions {
        return Ok(None);
    }
    let (language, w) = (by.language, by.language.reviewing());
    let (times, regime) = (Times::of(desk, language), case.opened.ticket.regime());
    let own = case.messages.iter().filter(|row| row.author == Author::Subject);
    let view = own.map(|row| Ok(case.opened.unseal(Place::Message(row.id), &row.body_sealed)?));
    let name = |key: &str| {
        let known = desk.config.automated.iter().find(|it| it.key == key);
        known.map_or(key, |it| it.name.for_language(language.code())).to_owned()
    };
    let reviewed = case.reviews.iter().filter(|row| row.request_id == request.id).map(|row| {
        let who = case.name_of(row.staff_id).unwrap_or(language.terms().who.former_staff);
        let verdict = tell_review::verdict(row.verdict, language);
        let head = fill::fill(w.reviewed, &[&name(&row.decision), &verdict, &who, &times.short_day_of(row.at)]);
        Ok((head, case.opened.unseal(Place::ReviewReason(row.id), &row.reason_sealed)?))
    });
    let may_decide = request.state == State::Open
        && by.role().may_work()
        && case.opened.ticket.state.is_open()
        && !desk.config.automated.is_empty();
    Ok(Some(ReviewPart {
        listed: desk.config.automated.iter().map(|it| (it.told(language), it.is_forbidden(regime))).collect(),
        view: view.collect::<Result<_, CaseError>>()?,
        reviewed: reviewed.collect::<Result<_, CaseError>>()?,
        form: may_decide.then(|| ReviewForm {
            decisions: desk.config.automated.iter().map(|it| (it.key.clone(), name(&it.key))).collect(),
            verdicts: Verdict::ALL
                .iter()
                .map(|it| (it.code().to_owned(), tell_review::verdict(*it, language).to_owned()))
                .collect(),
            ..ReviewForm::default()
        }),
    }))
}
