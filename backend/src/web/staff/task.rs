//! A task that a person carries out: what to do, and how it ended.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    corrections,
    notice::Notice,
    plan, refusals,
    sent::SentWithFiles,
    shown::{self, Times},
    signed_in::SignedIn,
    terms,
    ticket::again::id,
};
use crate::{
    casework::{
        collecting::finish_by_hand::{self, HowItEnded, Report},
        error::CaseError,
        sealing,
    },
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::ids::TaskId,
    task::{
        self,
        entity::Model,
        result::TaskResult,
        state::{Operation, Outcome as Ended, State},
    },
    ticket,
    web::{
        case,
        page::{
            desk::task::{Outcome, TaskPage},
            field::Field,
            frame::DeskPlace,
        },
    },
    words::number,
};

/// The page. It shows the names that the system is to be asked by, so only those who work on tickets see it.
#[handler]
pub async fn show(
    desk: Data<&Arc<Desk>>,
    by: SignedIn,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    by.must_work()?;
    let (ticket, task) = find(&desk, &reference, &task).await?;
    shown::page(&fill(&desk, &by, &ticket, &task).await?)
}

/// The form comes back.
#[handler]
pub async fn finish(
    desk: Data<&Arc<Desk>>,
    sent: SentWithFiles,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    let SentWithFiles { by, fields, files } = sent;
    let fields = fields.only(&["outcome", "note"])?;
    let (outcome, note) = (fields.one("outcome")?, fields.one("note")?);
    let (ticket, task) = find(&desk, &reference, &task).await?;
    let w = &by.language.desk().wrong;
    let chosen = Outcome::from_code(outcome);
    let outcome_error = chosen.is_none().then(|| w.no_outcome.to_owned());
    let mut note_error = note.trim().is_empty().then(|| w.no_note.to_owned());
    if let (Ok(how), None) = (HowItEnded::parse(outcome), &note_error) {
        let report = Report { how, note: note.to_owned(), files };
        match finish_by_hand::finish(&desk, by.id(), ticket.id, task.id, report).await {
            Ok(()) => return Ok(Notice::TaskFinished.at(&format!("/desk/t/{}", ticket.reference))),
            Err(CaseError::Refused(refusal)) => note_error = Some(refusals::words(refusal, by.language).to_owned()),
            Err(other) => return Err(other.into()),
        }
    }
    // A browser does not send the files again by itself: they have to be chosen anew.
    let mut page = fill(&desk, &by, &ticket, &task).await?;
    page.outcome = chosen;
    page.outcome_error = outcome_error;
    page.note = Field { value: note.to_owned(), error: note_error };
    shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The page again, after a form about what the task would erase.
pub async fn after(
    desk: &Desk,
    by: &SignedIn,
    ticket: &ticket::entity::Model,
    task: &Model,
    done: Result<Notice, CaseError>,
) -> Result<Response> {
    match done {
        Ok(notice) => Ok(notice.at(&format!("/desk/t/{}/tasks/{}", ticket.reference, task.id))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(desk, by, ticket, task).await?;
            page.refusal = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// A task of that ticket. One of another ticket is not there.
pub async fn find(desk: &Desk, reference: &str, task: &str) -> Result<(ticket::entity::Model, Model), CaseError> {
    let ticket = case::find(desk, reference).await?;
    let task = task::store::by_id(&desk.db, TaskId(id(task)?)).await?.filter(|task| task.ticket_id == ticket.id);
    Ok((ticket, task.ok_or(CaseError::NotFound)?))
}

async fn fill(desk: &Desk, by: &SignedIn, ticket: &ticket::entity::Model, task: &Model) -> Result<TaskPage, CaseError> {
    let opened = sealing::open(&desk.db, desk, ticket.id).await?;
    let result = opened.result_of(task)?;
    let language = by.language;
    let names = identifier::store::of(&desk.db, ticket.id).await?;
    let trusted = names.iter().filter(|row| row.standing == Standing::Trusted);
    let identifiers = trusted.map(|row| {
        let name = identifier::store::open(row, &opened.key)?;
        Ok((terms::identifier_kind(&row.kind, language), name.value().to_owned()))
    });
    let times = Times::of(desk, language);
    let erasure = match &result.erasure {
        Some(erasure) => Some(plan::view(desk, by, task, &result, erasure).await?),
        None => None,
    };
    let correcting = match &result.correcting {
        Some(correcting) => Some(corrections::view(desk, by, &opened, task, correcting).await?),
        None => None,
    };
    Ok(TaskPage {
        frame: by.frame(desk, DeskPlace::Queue),
        reference: ticket.reference.clone(),
        id: task.id.to_string(),
        system: desk.systems.name(&task.system, language.code()),
        instructions: instructions(task, &result, by),
        due_on: task.by_hand_until.map(|day| times.day(day)),
        identifiers: identifiers.collect::<Result<_, CaseError>>()?,
        uploaded: result
            .segments
            .iter()
            .flat_map(|segment| &segment.index.files)
            .map(|file| (file.head.name.clone(), number::size(file.length, language)))
            .collect(),
        outcome: None,
        outcome_error: None,
        note: Field::holding(result.note.unwrap_or_default()),
        takes_files: task.operation == Operation::Export,
        files_error: None,
        erasure,
        correcting,
        refusal: None,
        is_finished: !waits_for_person(task),
    })
}

/// What the manifest says is to be done, what was counted, and why no engine could do it.
fn instructions(task: &Model, result: &TaskResult, by: &SignedIn) -> String {
    let mut lines = Vec::new();
    if let Some(work) = &result.manual {
        lines.push(work.instructions.for_language(by.language.code()).to_owned());
    }
    for count in result.located.iter().flat_map(|located| &located.counts).filter(|count| count.records > 0) {
        lines.push(format!("{}: {}", count.collection, number::count(count.records, by.language)));
    }
    let gaps = result.gaps.iter().chain(&result.untold);
    lines.extend(gaps.map(|gap| gap.why.for_language(by.language.code()).to_owned()));
    lines.extend((!result.untold.is_empty()).then(|| by.language.holding().is_untold.to_owned()));
    lines.extend(task.problem.clone());
    lines.join("\n")
}

fn waits_for_person(task: &Model) -> bool {
    match (task.state, task.outcome) {
        (State::ByHand, _) | (State::Ended, Some(Ended::Abandoned)) => true,
        (State::Waiting | State::Running, _)
        | (
            State::Ended,
            Some(Ended::Done | Ended::NotFound | Ended::NotLooked | Ended::Partial | Ended::Manual | Ended::Skipped)
            | None,
        ) => false,
    }
}
