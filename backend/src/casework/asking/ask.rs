//! The person is asked something, with the reason and in exactly these words.
//!
//! Who somebody is may be asked only where there is a reasonable doubt (Art. 12(6)): also of somebody whom a link has verified,
//! which is why no question is without its reason. What comes late counts as undue delay, unless staff write down why it could not come
//! earlier.

use chrono::Days;
use serde_json::json;

use super::{asked::Ask, clock};
use crate::{
    casework::{
        circumstances::locked,
        error::CaseError,
        refusal::{Refusal, asking::Unasked},
        sealing::{self, Opened, Place},
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{QuestionId, StaffId, TicketId},
    },
    message::{LONGEST_MESSAGE, kind::Visibility},
    question::{
        self,
        clock::{closable_on, concerning},
        entity::Model,
        kind::{Kind, Promptness, START},
    },
    request::{
        self,
        due::{self, Due},
        state::State as RequestState,
    },
    words::{fill::Fill, language::Language},
};

/// Asks; the letter goes out, and the dates are reckoned anew.
pub async fn ask(desk: &Desk, by: StaffId, id: TicketId, ask: Ask<'_>) -> Result<QuestionId, CaseError> {
    let ask = Ask {
        reason: ask.reason.trim(),
        wording: ask.wording.trim(),
        amount: ask.amount.trim(),
        late_because: ask.late_because.trim(),
        ..ask
    };
    check(&ask)?;
    let (now, today) = (desk.now(), desk.today());
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    let ticket = &opened.ticket;
    if !ticket.state.is_open() || !(ticket.state.is_verified() || ticket.is_verified_by_staff()) {
        return Err(Refusal::Closed.into());
    }
    let requests = request::store::of(&tx, id).await?;
    if let Some(concerned) = ask.request {
        let row = requests.iter().find(|row| row.id == concerned).ok_or(CaseError::NotFound)?;
        if row.state != RequestState::Open {
            return Err(Refusal::AlreadyAnswered.into());
        }
    }
    let questions = question::store::of(&tx, id).await?;
    if questions.iter().any(|it| it.kind == ask.kind && it.request_id == ask.request && it.state.is_unsettled()) {
        return Err(Refusal::Unasked(Unasked::AskedAlready).into());
    }
    let question = QuestionId(desk.ids.fresh());
    let last_prompt_day = ticket.received_on + Days::new(desk.config.questions.prompt_days);
    let is_prompt = today <= last_prompt_day || !ask.late_because.is_empty();
    let row = Model {
        id: question,
        ticket_id: id,
        request_id: ask.request,
        kind: ask.kind,
        promptness: if is_prompt { Promptness::Prompt } else { Promptness::UndueDelay },
        state: START,
        asked_on: today,
        asked_at: now,
        asked_by: by,
        wording_sealed: opened.seal(desk, Place::QuestionWording(question), ask.wording),
        reason_sealed: opened.seal(desk, Place::QuestionReason(question), ask.reason),
        late_because_sealed: (!ask.late_because.is_empty())
            .then(|| opened.seal(desk, Place::QuestionLate(question), ask.late_because)),
        amount: (ask.kind == Kind::Fee).then(|| ask.amount.to_owned()),
        replied_on: None,
        answered_on: None,
        decided_by: None,
        decided_at: None,
        how_sealed: None,
        closed_on: None,
    };
    question::store::insert(&tx, row.clone()).await?;
    let details = json!({ "question": question, "kind": ask.kind.code(), "prompt": is_prompt });
    clock::reckon_anew(&tx, desk, &mut opened, "question_asked", Actor::Staff(by), details).await?;
    let note = Note::Staff { by, visibility: Visibility::Shared };
    write_message::put_down(&tx, desk, &opened, note, &message(&ask)).await?;
    let clock = clock_words(&tx, desk, &opened, &row).await?;
    let reply_by = closable_on(&row, desk.config.questions.close_after_months);
    letters::queue(&tx, desk, &opened, Writing::Question { ask: &ask, reply_by, clock }).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(question)
}

fn check(ask: &Ask<'_>) -> Result<(), Refusal> {
    if ask.wording.is_empty() {
        return Err(Refusal::Unasked(Unasked::NoQuestion));
    }
    if ask.reason.is_empty() {
        return Err(Refusal::Unasked(Unasked::NoReasonToAsk));
    }
    if ask.kind == Kind::Fee && ask.amount.is_empty() {
        return Err(Refusal::Unasked(Unasked::NoAmount));
    }
    let texts = [ask.wording, ask.reason, ask.late_because];
    if texts.iter().any(|text| text.chars().count() > LONGEST_MESSAGE / 3) || ask.amount.chars().count() > 100 {
        return Err(Refusal::TooLong);
    }
    Ok(())
}

/// As it stands among the messages: question and reason.
fn message(ask: &Ask<'_>) -> String {
    let parts = [ask.amount, ask.wording, ask.reason];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// What the question does to the time of the requests that it concerns; each by its name, unless it is the same for all.
async fn clock_words(
    tx: &sea_orm::DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    row: &Model,
) -> Result<Vec<String>, CaseError> {
    let ticket = &opened.ticket;
    let language = Language::from_code(&ticket.language).unwrap_or_default();
    let questions = question::store::of(tx, ticket.id).await?;
    let mut told = Vec::new();
    for request in request::store::of(tx, ticket.id).await? {
        if request.state != RequestState::Open || row.request_id.is_some_and(|id| id != request.id) {
            continue;
        }
        let asked = concerning(&questions, request.id);
        let deadline = due::reckoned(&desk.calendars, ticket.regime(), &request, ticket.received_on, &asked);
        told.push((request.right, clock::told(&deadline, Due::stored(&request), language)));
    }
    if told.windows(2).all(|pair| pair[0].1 == pair[1].1) {
        return Ok(told.pop().map(|(_, lines)| lines).unwrap_or_default());
    }
    let named = told.into_iter().flat_map(|(right, lines)| {
        let name = language.public().rights.of(right).name;
        lines.into_iter().map(move |line| language.wishing().pair.with2(name, line))
    });
    Ok(named.collect())
}
