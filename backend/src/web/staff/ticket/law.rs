//! What the law says of a request for each system that it reaches, by the legal basis in the register; and the balancing test.
//!
//! It is a proposal: a person decides.

use rightsdesk_exporters::contract::register::{LegalBasis, Turn};

use super::gather::Case;
use crate::{
    casework::{bare_wish, error::CaseError, sealing::Place, weigh},
    decision::balance::Weight,
    desk::Desk,
    law::applicability::{Applicability, Claim, condition::Condition},
    request::{aim::Aim, entity::Model, state::State},
    web::{
        page::desk::ticket::law::{BalanceForm, LawPart},
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::{fill, fill::Fill, language::Language},
};

/// All of it.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case, request: &Model) -> Result<LawPart, CaseError> {
    let language = by.language;
    let w = language.stopping();
    let is_open = request.state == State::Open;
    let may_weigh = is_open && weigh::is_weighed(request) && by.role().may_work() && case.opened.ticket.state.is_open();
    let aims = request.aims.as_ref();
    Ok(LawPart {
        aims: aims.map(|aims| crate::casework::aim_words::words(aims, language)),
        is_absolute: aims.is_some_and(|aims| aims.is_absolute()),
        lines: if is_open { lines(desk, case, request, language) } else { Vec::new() },
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

fn claims(request: &Model) -> Vec<Claim> {
    match &request.aims {
        Some(aims) => aims.each().map(Aim::claim).collect(),
        None => vec![Claim::Right(request.right)],
    }
}

/// What the law says by each basis, and of which systems; where both laws say the same, once.
fn lines(desk: &Desk, case: &Case, request: &Model, language: Language) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    for system in desk.systems.iter() {
        let about = system.connector.about();
        let is_root_account = about.turn == Turn::RootAccount;
        if request.part.as_ref().is_some_and(|part| !part.covers(&system.key, is_root_account)) {
            continue;
        }
        for purpose in &about.purposes {
            for (claim, law) in claims(request)
                .into_iter()
                .flat_map(|claim| case.opened.ticket.regime().laws().iter().map(move |law| (claim, law)))
            {
                let basis = purpose.legal_basis;
                let words = format!(
                    "{}: {}",
                    basis_words(basis, language),
                    says(Applicability::of(claim, basis, *law), language)
                );
                let name = system.name(language.code());
                match lines.iter_mut().find(|(_, known)| *known == words) {
                    None => lines.push((name, words)),
                    Some((systems, _)) if systems.split(", ").any(|known| known == name) => {}
                    Some((systems, _)) => {
                        systems.push_str(", ");
                        systems.push_str(&name);
                    }
                }
            }
        }
    }
    lines
}

fn says(applicability: Applicability, language: Language) -> String {
    let w = language.stopping();
    match applicability {
        Applicability::Applies { article } => format!("{} (Art. {article})", w.applies),
        Applicability::OnCondition { article, conditions } => {
            let all = conditions == [Condition::SolelyAutomated, Condition::SignificantEffect];
            let words: Vec<_> = conditions.iter().map(|it| condition(*it, language)).collect();
            let text = if all { w.on_all } else { w.on_one };
            format!("{} (Art. {article})", text.with(words.join("; ")))
        }
        Applicability::Closed { article, instead: None } => format!("{} (Art. {article})", w.closed),
        Applicability::Closed { article, instead: Some(instead) } => {
            let instead = match instead {
                Claim::Right(right) => language.public().rights.of(right).name,
                Claim::MarketingObjection => w.instead_marketing,
                Claim::ConsentWithdrawal => w.instead_consent,
            };
            format!("{} (Art. {article})", w.closed_instead.with(instead))
        }
    }
}

fn condition(condition: Condition, language: Language) -> &'static str {
    let w = language.stopping();
    match condition {
        Condition::NoLongerNecessary => w.no_longer_necessary,
        Condition::ConsentWithdrawn => w.consent_withdrawn,
        Condition::ObjectionUpheld => w.objection_upheld,
        Condition::MarketingObjection => w.marketing_objection,
        Condition::Unlawful => w.unlawful,
        Condition::DutyToErase => w.duty_to_erase,
        Condition::ChildsConsent => w.childs_consent,
        Condition::AccuracyContested => w.accuracy_contested,
        Condition::LockedRatherThanErased => w.locked_rather,
        Condition::NeededForTheirClaim => w.needed_for_claim,
        Condition::ObjectionPending => w.objection_pending,
        Condition::SolelyAutomated => w.solely_automated,
        Condition::SignificantEffect => w.significant_effect,
    }
}

fn basis_words(basis: LegalBasis, language: Language) -> &'static str {
    let words = &language.about().bases;
    match basis {
        LegalBasis::Consent => words.consent,
        LegalBasis::Contract => words.contract,
        LegalBasis::LegalObligation => words.legal_obligation,
        LegalBasis::VitalInterests => words.vital_interests,
        LegalBasis::PublicTask => words.public_task,
        LegalBasis::RecognisedLegitimateInterest => words.recognised_legitimate_interest,
        LegalBasis::LegitimateInterests => words.legitimate_interests,
    }
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
