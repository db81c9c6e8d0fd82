//! What belongs to a ticket, each in its shape.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Object, types::Any};
use serde_json::Value;
use uuid::Uuid;

use super::{
    applies::{self, Applies},
    erased_part::ErasedPart,
    person::{Colleague, colleague},
};
use crate::{
    casework::{error::CaseError, sealing::Place},
    decision,
    desk::Desk,
    identifier::{
        self,
        mask::masked,
        standing::{Origin, Standing},
    },
    kernel::ids::RequestId,
    law::erasure_grounds::ErasureGround,
    letter::kind::{Kind, State as LetterState},
    message::kind::{Author, Visibility},
    request::state::{Outcome, State as RequestState},
    rights::right::Right,
    web::case::Case,
};

/// One right that is exercised.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RequestView {
    /// Its id.
    pub id: Uuid,
    /// Which right.
    pub right: Right,
    /// Where it stands.
    pub state: RequestState,
    /// The last day on which it may lawfully be answered.
    pub due_on: NaiveDate,
    /// The earliest such day on any tenable reading of the law.
    pub due_safe_on: NaiveDate,
    /// How it was answered.
    pub outcome: Option<Outcome>,
    /// How somebody would answer it, while a second person has to agree.
    pub proposed: Option<Outcome>,
    /// Which proposal that is: whoever agrees to it, or sends it back, names it.
    pub proposal: Option<Uuid>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// Of an erasure that is granted, or proposed to be: on which grounds of Art. 17(1).
    pub rests_on: Option<Vec<ErasureGround>>,
    /// What is to be erased, if it is not everything.
    pub part: Option<ErasedPart>,
    /// As long as it is open, what the law says of each system: a proposal for whoever decides.
    pub applies: Vec<Applies>,
}

/// What systems know the person by.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct IdentifierView {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// The name, masked.
    pub value: String,
    /// Whether it is relied on.
    pub standing: Standing,
    /// Where it was learned.
    pub origin: Origin,
    /// The system and field that it was read from.
    pub learned_from: Option<String>,
}

/// An identifier in full.
#[derive(Clone, Debug, Object)]
pub struct NamedIdentifier {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// The name itself.
    pub value: String,
}

/// A message or a note.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct MessageView {
    /// Its id.
    pub id: Uuid,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub author: Author,
    /// Which member of staff.
    pub by: Option<Colleague>,
    /// Who may read it.
    pub visibility: Visibility,
    /// The text.
    pub text: String,
}

/// A letter. Its text is not told: links in it are keys to the person's request.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct LetterView {
    /// Its id.
    pub id: Uuid,
    /// Which letter.
    pub kind: Kind,
    /// Where it stands.
    pub state: LetterState,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong last.
    pub problem: Option<String>,
}

/// A line of the log.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct LogLine {
    /// Its place in the log of the whole desk.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `subject`, `staff`, `worker` or `desk`.
    pub actor: String,
    /// Which member of staff.
    pub by: Option<Colleague>,
    /// What happened: a verb in the past.
    pub event: String,
    /// Ids, codes and counts.
    pub details: Any<Value>,
}

fn proposed(case: &Case, request: RequestId) -> Option<&decision::entity::Model> {
    let mut waiting = case.decisions.iter().filter(|it| it.state == decision::state::State::Proposed);
    waiting.find(|it| it.request_id == request)
}

/// Those of a ticket, in the order of the regulation.
pub fn requests(desk: &Desk, case: &Case) -> Vec<RequestView> {
    let views = case.requests.iter().map(|row| RequestView {
        id: row.id.0,
        right: row.right,
        state: row.state,
        due_on: row.due_on,
        due_safe_on: row.due_safe_on,
        outcome: row.outcome,
        proposed: proposed(case, row.id).map(|it| it.outcome),
        proposal: proposed(case, row.id).map(|it| it.id.0),
        answered_at: row.answered_at,
        rests_on: (row.rests_on.as_ref())
            .filter(|_| row.state == RequestState::Answered || proposed(case, row.id).is_some())
            .map(|rests_on| rests_on.each().collect()),
        part: row.part.clone().map(ErasedPart::from),
        applies: applies::of(desk, case, row),
    });
    views.collect()
}

/// Those of a ticket, masked, oldest first.
pub fn identifiers(case: &Case) -> Result<Vec<IdentifierView>, CaseError> {
    let views = case.identifiers.iter().map(|row| {
        Ok(IdentifierView {
            id: row.id.0,
            kind: row.kind.clone(),
            value: masked(&row.kind, identifier::store::open(row, &case.opened.key)?.value()),
            standing: row.standing,
            origin: row.origin,
            learned_from: row.learned_from.clone(),
        })
    });
    views.collect()
}

/// Those of a ticket, oldest first.
pub fn messages(case: &Case) -> Result<Vec<MessageView>, CaseError> {
    let views = case.messages.iter().map(|row| {
        Ok(MessageView {
            id: row.id.0,
            at: row.at,
            author: row.author,
            by: row.staff_id.map(|id| colleague(&case.staff, id)),
            visibility: row.visibility,
            text: case.opened.unseal(Place::Message(row.id), &row.body_sealed)?,
        })
    });
    views.collect()
}

/// Those of a ticket, oldest first.
pub fn letters(case: &Case) -> Vec<LetterView> {
    let views = case.letters.iter().map(|row| LetterView {
        id: row.id.0,
        kind: row.kind,
        state: row.state,
        created_at: row.created_at,
        sent_at: row.sent_at,
        attempts: u32::try_from(row.attempts).unwrap_or(0),
        problem: row.problem.clone(),
    });
    views.collect()
}

/// That of a ticket, oldest first.
pub fn log(case: &Case) -> Vec<LogLine> {
    let lines = case.log.iter().map(|row| LogLine {
        number: row.seq,
        at: row.at,
        actor: row.actor.clone(),
        by: row.actor_id.map(|id| colleague(&case.staff, id)),
        event: row.event.clone(),
        details: Any(serde_json::from_str(&row.details).unwrap_or_default()),
    });
    lines.collect()
}
