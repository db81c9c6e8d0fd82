//! Complaints, as the page of a ticket and the list of all show them.

use chrono::NaiveDate;

use crate::{
    casework::{error::CaseError, sealing::Place},
    complaint::{
        entity::Model,
        state::{Outcome, State},
    },
    desk::Desk,
    web::{
        case::Case,
        page::{
            desk::{
                complaints::{AnswerForm, ComplaintLine, ComplaintRow, Complaints, RecordForm},
                select::Select,
            },
            field::Field,
        },
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::{fill::Fill, language::Language},
};

/// How it ended, in words.
pub fn outcome(outcome: Outcome, language: Language) -> &'static str {
    let w = language.complaining();
    match outcome {
        Outcome::Upheld => w.upheld,
        Outcome::PartlyUpheld => w.partly_upheld,
        Outcome::NotUpheld => w.not_upheld,
    }
}

/// The part of the ticket's page.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case) -> Result<Complaints, CaseError> {
    let (w, may_work) = (by.language.complaining(), by.role().may_work());
    let ticket = &case.opened.ticket;
    let rows = case.complaints.iter().map(|row| {
        let outcomes = Outcome::ALL.iter().map(|it| (it.code().to_owned(), outcome(*it, by.language).to_owned()));
        let id = row.id.to_string();
        Ok(ComplaintRow {
            line: line(desk, row, &ticket.reference, by.language),
            text: case.opened.unseal(Place::ComplaintText(row.id), &row.text_sealed)?,
            outcome: row.outcome.map(|it| outcome(it, by.language).to_owned()),
            may_acknowledge: may_work && row.state == State::Received,
            answer: (may_work && row.state.is_open()).then(|| AnswerForm {
                outcome: Select::new("outcome", w.outcome, "", outcomes).of_part(&id),
                found: Field::default(),
                done: Field::default(),
            }),
            id,
        })
    });
    Ok(Complaints {
        rows: rows.collect::<Result<_, CaseError>>()?,
        form: (may_work && ticket.state.is_verified()).then(RecordForm::default),
    })
}

/// One line.
pub fn line(desk: &Desk, row: &Model, reference: &str, language: Language) -> ComplaintLine {
    let (w, times) = (language.complaining(), Times::of(desk, language));
    let is_late = row.state == State::Received && desk.today() > row.acknowledge_by;
    let day = |day: NaiveDate| times.short_day(day);
    ComplaintLine {
        case: row.case_number(reference),
        reference: reference.to_owned(),
        received: w.received_on.with(day(row.received_on)),
        stands: match row.state {
            State::Unconfirmed => w.unconfirmed.to_owned(),
            State::Dropped => w.dropped.to_owned(),
            State::Received if is_late => w.received_late.with(day(row.acknowledge_by)),
            State::Received => w.received.with(day(row.acknowledge_by)),
            State::Acknowledged => {
                w.acknowledged.with(row.acknowledged_at.map(|at| times.short_day_of(at)).unwrap_or_default())
            }
            State::Answered => w.answered.with(row.answered_at.map(|at| times.short_day_of(at)).unwrap_or_default()),
        },
        is_late,
    }
}
