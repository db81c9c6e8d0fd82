//! A request gets its answer in writing; when the last one has its answer the ticket is done.

use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};

use super::{
    facts::Facts,
    fulfilled::{self, Known},
    tell_review,
};
use crate::{
    audit::{self, entry::Entry},
    casework::{
        circumstances::{authority, locked, only_processor},
        collecting::advance,
        copying::copy_first,
        erasing::tell_erasure,
        error::CaseError,
        inform,
        locking::{tell_lock, tell_lock_ended},
        rectify,
        refusal::Refusal,
        sealing::Opened,
        telling::who_was_told,
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    kernel::{actor::Actor, ids::StaffId},
    message::{LONGEST_MESSAGE, kind::Visibility},
    request::{self, due::Due, state::Outcome},
    rights::right::Right,
    task, ticket,
    words::language::Language,
};

/// An answer that is given now.
pub(in crate::casework) struct Answer<'a> {
    /// What it answers.
    pub request: &'a request::entity::Model,
    /// How.
    pub outcome: Outcome,
    /// What the person reads.
    pub text: &'a str,
    /// Who gives it.
    pub by: StaffId,
    /// What the log says of it.
    pub details: Value,
}

/// Writes the answer to a request and mails it.
pub(super) async fn give(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: Opened,
    answer: Answer<'_>,
) -> Result<(), CaseError> {
    let Answer { request: row, outcome, text, by, details } = answer;
    let now = desk.now();
    locked::must_be_free(tx, opened.ticket.id).await?;
    if authority::is_theirs_alone(row.right, outcome) {
        authority::must_be_shown(tx, &opened.ticket).await?;
    }
    let is_erased = row.right == Right::Erasure && authority::is_theirs_alone(row.right, outcome);
    if is_erased && copy_first::is_due(&request::store::of(tx, row.ticket_id).await?) {
        return Err(Refusal::ExportsFirst.into());
    }
    if !request::store::answer(tx, row.id, outcome, now).await? {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let note = Note::Staff { by, visibility: Visibility::Shared };
    write_message::put_down(tx, desk, &opened, note, text).await?;
    // What was erased, what stays and what is locked is told beside what staff wrote, and not by them.
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let known = if authority::is_asked_for(tx, &opened.ticket).await? {
        // Where there is something of the person's is theirs to know, also beside a no.
        Known::default()
    } else {
        Known {
            erasure: tell_erasure::of(tx, desk, &opened, row.id).await?,
            locks: tell_lock::of(tx, desk, &opened, row).await?,
            reviews: tell_review::of(tx, desk, &opened, row).await?,
            corrected: rectify::tell::of(tx, desk, &opened, row.id).await?,
            is_told: who_was_told::is_any(tx, desk, &opened, row.id).await?,
        }
    };
    let first = match row.right {
        // The notices are made from the register, so that the answer says what the pages say.
        Right::Informed if outcome == Outcome::Granted => inform::text::all(desk, language),
        Right::Informed
        | Right::Access
        | Right::Rectification
        | Right::Erasure
        | Right::Restriction
        | Right::Portability
        | Right::Objection
        | Right::AutomatedDecisions => known.erasure.text(language),
    };
    let locks = known.locks.text(language);
    let reviews = tell_review::text(known.reviews.as_deref(), language);
    let held = held_for_others(tx, desk, row, language).await?;
    let facts = [&first, &locks, &reviews, &known.corrected, &held];
    let facts = facts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    if !facts.is_empty() {
        write_message::put_down(tx, desk, &opened, note, &shortened(&facts)).await?;
    }
    let line = Entry::on(opened.ticket.id, now, Actor::Staff(by), "request_answered").with(details);
    audit::store::append(tx, [line]).await?;
    let whole = [text, &facts].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let writing = match fulfilled::of(desk, row, outcome, known, language) {
        // Beside a no stands everything that is known, in one text.
        Some(facts @ Facts::Refused(_)) => Writing::Fulfilled { text: &whole, facts },
        Some(facts) => Writing::Fulfilled { text, facts },
        None => Writing::Answer { request: row, text: &whole },
    };
    letters::queue(tx, desk, &opened, writing).await?;
    match row.right {
        Right::Rectification => rectify::close::forget(tx, desk, &opened).await?,
        Right::Informed
        | Right::Access
        | Right::Erasure
        | Right::Restriction
        | Right::Portability
        | Right::Objection
        | Right::AutomatedDecisions => {}
    }
    close_if_all_answered(tx, desk, opened, Actor::Staff(by)).await
}

/// What was left to somebody else to decide about; an erasure tells it system by system, and a package in its overview.
async fn held_for_others(
    tx: &DatabaseTransaction,
    desk: &Desk,
    row: &request::entity::Model,
    language: Language,
) -> Result<String, CaseError> {
    if row.right == Right::Erasure || row.right.needs_package() {
        return Ok(String::new());
    }
    let mut tasks = task::store::of(tx, row.ticket_id).await?;
    tasks.retain(|task| task.request_id == Some(row.id));
    Ok(only_processor::told(desk, &tasks, language))
}

/// As much of a text as a message holds, in whole lines.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    for line in text.lines() {
        if short.chars().count() + line.chars().count() + 2 > LONGEST_MESSAGE {
            short.push('…');
            break;
        }
        short.push_str(line);
        short.push('\n');
    }
    short
}

/// Answers are given once everything has been asked: an answer that a system could still contradict is none.
pub(in crate::casework) fn must_be_in_review(opened: &Opened) -> Result<(), CaseError> {
    use ticket::state::State;
    match opened.ticket.state {
        State::Review => Ok(()),
        State::Unverified
        | State::Received
        | State::Collecting
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => Err(CaseError::Refused(Refusal::NotInReview)),
    }
}

/// Closes the ticket if no request is open any more; or else it is due when the first of those that are left is, and an erasure
/// that has waited for the copy begins.
pub(in crate::casework) async fn close_if_all_answered(
    tx: &DatabaseTransaction,
    desk: &Desk,
    mut opened: Opened,
    by: Actor,
) -> Result<(), CaseError> {
    let (id, now) = (opened.ticket.id, desk.now());
    // It is decided now whether what was locked and asked to be erased stays.
    tell_lock_ended::of(tx, desk, id).await?;
    let requests = request::store::of(tx, id).await?;
    let left = requests.iter().filter(|request| request.state == request::state::State::Open);
    let Some(first) = left.map(Due::stored).reduce(Due::earlier) else {
        ticket::store::save(tx, opened.ticket.answer(by, now)?).await?;
        return Ok(());
    };
    if first != (Due { on: opened.ticket.due_on, safe_on: opened.ticket.due_safe_on }) {
        let details = json!({ "due_on": first.on });
        let moved = opened.ticket.fall_due(first, "due_moved", by, now, details)?;
        opened.ticket = ticket::store::save(tx, moved).await?;
    }
    let is_seen_to = opened.ticket.state == ticket::state::State::Review;
    if is_seen_to && copy_first::erasure_follows(&requests, &task::store::of(tx, id).await?) {
        let (ticket, reopened) = ticket::store::put(tx, opened.ticket.reopen(by, now)?).await?;
        opened.ticket = ticket;
        advance::after_change(tx, desk, &opened, vec![reopened]).await?;
    }
    Ok(())
}
