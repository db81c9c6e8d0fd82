//! What the law says of a request for each system that it reaches, by the legal basis in the register; and the balancing test.
//!
//! It is a proposal: a person decides.

use super::reach;
use crate::{
    casework::{answering::weigh, error::CaseError, sealing::Place, stopping::bare_wish},
    decision::balance::Weight,
    desk::Desk,
    request::{entity::Model, state::State},
    web::{
        case::Case,
        page::desk::ticket::law::{BalanceForm, LawPart},
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::{fill, language::Language},
};

/// All of it.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case, request: &Model) -> Result<LawPart, CaseError> {
    let language = by.language;
    let w = language.stopping();
    let is_open = request.state == State::Open;
    let may_weigh = is_open && weigh::is_weighed(request) && by.role().may_work() && case.opened.ticket.state.is_open();
    let aims = request.aims.as_ref();
    Ok(LawPart {
        aims: aims.map(|aims| crate::casework::stopping::aim_words::words(desk, aims, language)),
        is_absolute: aims.is_some_and(|aims| aims.is_absolute()),
        lines: if is_open { reach::lines(desk, case, request, language) } else { Vec::new() },
        counts_as_objection: is_open && bare_wish::counts_as_objection(desk, request),
        weighed: weighed(desk, case, request, language)?,
        balance: may_weigh.then(|| BalanceForm {
            weights: vec![
                (Weight::Ours.code().to_owned(), w.weight_ours.to_owned()),
                (Weight::Theirs.code().to_owned(), w.weight_theirs.to_owned()),
            ],
            ..BalanceForm::default()
        }),
    })
}

fn weighed(
    desk: &Desk,
    case: &Case,
    request: &Model,
    language: Language,
) -> Result<Option<(String, String, String)>, CaseError> {
    let Some(row) = case.balances.iter().find(|row| row.request_id == request.id) else { return Ok(None) };
    let w = language.stopping();
    let weight = match row.weight {
        Weight::Ours => w.weight_ours,
        Weight::Theirs => w.weight_theirs,
    };
    let who = case.name_of(row.staff_id).unwrap_or(language.terms().who.former_staff);
    let head = fill::fill(w.weighed, &[&who, &Times::of(desk, language).short_day_of(row.at), &weight]);
    let theirs = case.opened.unseal(Place::BalanceTheirs(request.id), &row.theirs_sealed)?;
    let ours = case.opened.unseal(Place::BalanceOurs(request.id), &row.ours_sealed)?;
    Ok(Some((head, theirs, ours)))
}
