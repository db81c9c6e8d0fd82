//! A person has done what no engine could, or looked at a task that was abandoned, and says what came of it.

use rightsdesk_archive::part::head::FileHead;
use rightsdesk_exporters::contract::outcome::Gap;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    advance,
    segment::{self, Segment},
    settle_task::came,
};
use crate::{
    audit::entry::Entry,
    casework::{
        copying::withheld_before,
        erasing::half_way,
        error::CaseError,
        rectify,
        refusal::Refusal,
        sealing::{self, Opened},
        stopping::stop_at_once,
        telling::tell_recipients::{self, What},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TaskId, TicketId},
    },
    message::LONGEST_MESSAGE,
    request,
    task::{
        self, result,
        state::{Operation, Outcome},
        store::Came,
    },
};

/// How a person ends a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowItEnded {
    /// Done; what was found or changed stands in the note and the files.
    Done,
    /// Looked; there is nothing.
    NotFound,
    /// Done as far as it could be; the note says what is missing and why, and the person reads it.
    Partial,
    /// Left out, for the reason in the note.
    Skipped,
}

impl HowItEnded {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Done, Self::NotFound, Self::Partial, Self::Skipped];

    /// What forms and the API call it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotFound => "not_found",
            Self::Partial => "partial",
            Self::Skipped => "skipped",
        }
    }

    /// The one with this code.
    pub fn parse(word: &str) -> Result<Self, CaseError> {
        Self::ALL.into_iter().find(|how| how.code() == word).ok_or(CaseError::Refused(Refusal::NoOutcome))
    }

    const fn outcome(self) -> Outcome {
        match self {
            Self::Done => Outcome::Manual,
            Self::NotFound => Outcome::NotFound,
            Self::Partial => Outcome::Partial,
            Self::Skipped => Outcome::Skipped,
        }
    }
}

/// A file that goes into the package.
#[derive(Debug)]
pub struct Upload {
    /// Its name, as the person has it.
    pub name: String,
    /// Its media type, as far as known.
    pub media_type: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a person says of a task.
#[derive(Debug)]
pub struct Report {
    /// How it ended.
    pub how: HowItEnded,
    /// What was done or found: always needed, it is the evidence.
    pub note: String,
    /// What goes into the package.
    pub files: Vec<Upload>,
}

/// Ends the task of that ticket.
///
/// The files are written first, for that takes its time; everything else that goes into the result is read when nobody else changes
/// the ticket any more. What was marked or told of the task meanwhile stays; where the ticket has ended meanwhile, nothing is written.
pub async fn finish(desk: &Desk, by: StaffId, ticket: TicketId, id: TaskId, report: Report) -> Result<(), CaseError> {
    let Report { how, note, files } = report;
    let note = note.trim();
    if note.is_empty() {
        return Err(CaseError::Refused(Refusal::NoNote));
    }
    if note.chars().count() > LONGEST_MESSAGE {
        return Err(CaseError::Refused(Refusal::TooLong));
    }
    let seen = sealing::open(&desk.db, desk, ticket).await?;
    let row = of_ticket(&desk.db, ticket, id).await?;
    must_not_be_left(&desk.db, &row, how).await?;
    let segment = if files.is_empty() { None } else { Some(store(desk, &seen, &row, files)?) };
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, ticket).await?;
    if seen.ticket.state.is_open() && !opened.ticket.state.is_open() {
        return Err(CaseError::Refused(Refusal::Closed));
    }
    let row = of_ticket(&tx, ticket, id).await?;
    must_not_be_left(&tx, &row, how).await?;
    let mut result = opened.result_of(&row)?;
    if says_nothing_was_done(how) && half_way::is_unsettled_in(&tx, &row, &result).await? {
        return Err(Refusal::ErasingHadBegun.into());
    }
    result.note = Some(note.to_owned());
    if how == HowItEnded::Partial {
        let language = opened.ticket.language.as_str();
        result.gaps.push(Gap { what: desk.systems.name(&row.system, language), why: note.into() });
    }
    result.segments.extend(segment);
    // What an earlier asking brought was looked at; what this one brought before it was given up is withheld as that was.
    let result = withheld_before::put_back(&tx, &opened, &row, result).await?;
    let outcome = how.outcome();
    let came = Came { outcome: Some(outcome), ended_by: Some(by), ..came(desk, &opened, &row, &result) };
    if !task::store::end_by_hand(&tx, id, came, now).await? {
        return Err(CaseError::Refused(Refusal::TaskNotByHand));
    }
    let entry = Entry::on(ticket, now, Actor::Staff(by), "task_ended_by_hand")
        .with(json!({ "task": id, "system": row.system, "outcome": outcome.code() }));
    let mut told = vec![entry];
    if row.operation == Operation::Correct {
        match how {
            HowItEnded::Done | HowItEnded::Partial => {
                told.extend(rectify::executed::done_by_hand(&tx, desk, &opened, &row, by).await?);
            }
            HowItEnded::NotFound | HowItEnded::Skipped => {
                rectify::executed::left_by_hand(&tx, desk, &opened, &row, by).await?;
            }
        }
    } else if let (Some(request), Some(what)) = (row.request_id, tells(row.operation, how)) {
        told.extend(tell_recipients::plan(&tx, desk, ticket, request, &what, &[&row.system]).await?);
    }
    advance::after_change(&tx, desk, &opened, told).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

const fn says_nothing_was_done(how: HowItEnded) -> bool {
    match how {
        HowItEnded::NotFound | HowItEnded::Skipped => true,
        HowItEnded::Done | HowItEnded::Partial => false,
    }
}

async fn of_ticket(db: &impl ConnectionTrait, ticket: TicketId, id: TaskId) -> Result<task::entity::Model, CaseError> {
    let row = task::store::by_id(db, id).await?.filter(|row| row.ticket_id == ticket);
    row.ok_or(CaseError::NotFound)
}

/// What is never weighed is not left undone either (Art. 21(3), 7(3)).
async fn must_not_be_left(
    db: &impl ConnectionTrait,
    row: &task::entity::Model,
    how: HowItEnded,
) -> Result<(), CaseError> {
    match how {
        HowItEnded::Partial | HowItEnded::Skipped if row.operation == Operation::Stop => {
            let requests = request::store::of(db, row.ticket_id).await?;
            stop_at_once::must_not_wait(requests.iter().filter(|request| Some(request.id) == row.request_id))
        }
        HowItEnded::Done | HowItEnded::NotFound | HowItEnded::Partial | HowItEnded::Skipped => Ok(()),
    }
}

/// What recipients are to be told when a person did it.
fn tells(operation: Operation, how: HowItEnded) -> Option<What> {
    match how {
        HowItEnded::Done | HowItEnded::Partial => {}
        HowItEnded::NotFound | HowItEnded::Skipped => return None,
    }
    match operation {
        Operation::Erase => Some(What::Erased),
        Operation::Lock => Some(What::Restricted),
        // What follows a correction stands in a place of its own.
        Operation::Correct
        | Operation::Resolve
        | Operation::Export
        | Operation::Unlock
        | Operation::Stop
        | Operation::Review => None,
    }
}

fn store(
    desk: &Desk,
    opened: &Opened,
    task: &task::entity::Model,
    files: Vec<Upload>,
) -> Result<result::Segment, CaseError> {
    let name = segment::name(task.ticket_id, task.id, task.segments, desk.ids.fresh());
    let mut segment = Segment::begin(desk, opened, name).map_err(CaseError::fault)?;
    for file in files {
        let head = FileHead { name: file.name, media_type: file.media_type, belongs_to: String::new() };
        segment.whole_file(&head, &file.bytes).map_err(CaseError::fault)?;
    }
    let (name, index) = segment.finish().map_err(CaseError::fault)?;
    Ok(result::Segment { name, index })
}
