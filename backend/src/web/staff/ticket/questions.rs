//! Questions to the person, as the page of a ticket shows them.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{
    casework::{asking::clock, error::CaseError, sealing},
    desk::Desk,
    law::deadline::reckon::Deadline,
    message::kind::Author,
    question::{
        clock::closable_on,
        entity::Model,
        kind::{Kind, Promptness, State},
    },
    request::state::State as RequestState,
    ticket::state::State as TicketState,
    web::{
        case::Case,
        page::{
            desk::{
                questions::{AskForm, QuestionRow, Questions, TakeForms},
                select::Select,
            },
            field::Field,
        },
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::{fill::Fill, language::Language},
};

/// What was typed into the form that asks.
#[derive(Clone, Debug, Default)]
pub struct TypedQuestion {
    /// The chosen kind.
    pub what: String,
    /// The chosen request.
    pub concerns: String,
    /// The wording.
    pub wording: String,
    /// The reason.
    pub reason: String,
    /// The amount.
    pub amount: String,
    /// Why it comes late.
    pub late_because: String,
}

/// What is asked, in words.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    let w = language.asking();
    match kind {
        Kind::Identity => w.kind_identity,
        Kind::Authority => w.kind_authority,
        Kind::Fee => w.kind_fee,
        Kind::MuchData => w.kind_much,
        Kind::LittleData => w.kind_little,
        Kind::SomethingElse => w.kind_else,
    }
}

/// The part of the page.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case, deadline: &Deadline) -> Result<Questions, CaseError> {
    let (w, ticket, times) = (by.language.asking(), &case.opened.ticket, Times::of(desk, by.language));
    let may_work = by.role().may_work();
    let all_wait = ticket.state.is_open() && clock::all_wait(desk, ticket, &case.requests, &case.questions);
    let rows = case.questions.iter().map(|row| {
        let open = |place, sealed: &[u8]| case.opened.unseal(place, sealed);
        let closable = closable_on(row, desk.config.questions.close_after_months);
        let is_unanswered = matches!(row.state, State::Open | State::Replied);
        Ok(QuestionRow {
            id: row.id.to_string(),
            kind: kind(row.kind, by.language).to_owned(),
            stands: stands(row, (all_wait && row.state == State::Open).then_some(closable), times, by.language),
            message_came: message_came(case, row).map(|at| w.message_came.with(times.short(at))),
            wording: with_amount(row, open(sealing::Place::QuestionWording(row.id), &row.wording_sealed)?),
            reason: open(sealing::Place::QuestionReason(row.id), &row.reason_sealed)?,
            how: row
                .how_sealed
                .as_deref()
                .map(|sealed| open(sealing::Place::QuestionHow(row.id), sealed))
                .transpose()?,
            take: (may_work && is_unanswered && ticket.state.is_open()).then(TakeForms::default),
            may_close: may_work && all_wait && row.state == State::Open && desk.today() >= closable,
        })
    });
    let mut waits = Vec::new();
    if all_wait {
        waits.push(w.waits.to_owned());
        waits.extend(deadline.due_safe.map(|day| w.waits_safe.with(times.short_day(day))));
    }
    let may_ask = may_work && ticket.state.is_open() && (ticket.state.is_verified() || ticket.is_verified_by_staff());
    Ok(Questions {
        rows: rows.collect::<Result<_, CaseError>>()?,
        waits,
        form: may_ask.then(|| form(desk, case, by.language, &TypedQuestion::default())),
        may_reopen: may_work && ticket.state == TicketState::NoReply,
    })
}

/// The last message of the person that came while a question waits for them, and not as its reply.
fn message_came(case: &Case, row: &Model) -> Option<DateTime<Utc>> {
    let theirs = case.messages.iter().filter(|it| it.author == Author::Subject && it.at > row.asked_at);
    if row.state == State::Open { theirs.map(|it| it.at).max() } else { None }
}

fn with_amount(row: &Model, wording: String) -> String {
    match &row.amount {
        Some(amount) => format!("{amount}\n{wording}"),
        None => wording,
    }
}

fn stands(row: &Model, closable: Option<NaiveDate>, times: Times, language: Language) -> Vec<String> {
    let w = language.asking();
    let mut stands = vec![w.asked_on.with(times.short_day(row.asked_on))];
    let day = |day: Option<NaiveDate>| day.map(|day| times.short_day(day)).unwrap_or_default();
    stands.push(match row.state {
        State::Open => w.open.to_owned(),
        State::Replied => w.replied.with(day(row.replied_on)),
        State::NotEnough => w.too_little.with(day(row.replied_on)),
        State::Answered => w.answered.with(day(row.answered_on)),
        State::NoReply => w.closed.with(day(row.closed_on)),
    });
    match row.promptness {
        Promptness::Prompt => {}
        Promptness::UndueDelay => stands.push(w.undue.to_owned()),
    }
    stands.extend(closable.map(|day| w.close_from.with(times.short_day(day))));
    stands
}

fn form(desk: &Desk, case: &Case, language: Language, typed: &TypedQuestion) -> AskForm {
    let w = language.asking();
    let kinds = Kind::ALL.iter().map(|it| (it.code().to_owned(), kind(*it, language).to_owned()));
    let open = case.requests.iter().filter(|row| row.state == RequestState::Open);
    let rights = open.map(|row| (row.id.to_string(), language.public().rights.of(row.right).name.to_owned()));
    let all = std::iter::once((String::new(), w.concerns_all.to_owned()));
    let last_day = case.opened.ticket.received_on + Days::new(desk.config.questions.prompt_days);
    AskForm {
        what: Select::new("what", w.kind, &typed.what, kinds),
        concerns: Select::new("concerns", w.concerns, &typed.concerns, all.chain(rights)),
        wording: Field::holding(&typed.wording),
        reason: Field::holding(&typed.reason),
        amount: Field::holding(&typed.amount),
        late_because: Field::holding(&typed.late_because),
        late_hint: w.late_hint.with(Times::of(desk, language).short_day(last_day)),
    }
}

/// The form with what was typed, and what is wrong with it at the field that is to blame.
pub fn form_again(desk: &Desk, case: &Case, language: Language, typed: &TypedQuestion, words: &str) -> AskForm {
    let mut form = form(desk, case, language, typed);
    let is_fee = typed.what == Kind::Fee.code();
    let field = if typed.wording.trim().is_empty() {
        &mut form.wording
    } else if typed.reason.trim().is_empty() {
        &mut form.reason
    } else if is_fee && typed.amount.trim().is_empty() {
        &mut form.amount
    } else {
        &mut form.wording
    };
    field.error = Some(words.to_owned());
    form
}
