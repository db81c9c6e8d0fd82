//! A task: what is asked of a system, and what came of it.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Object, types::Any};
use uuid::Uuid;

use super::{
    detail_parts::NamedIdentifier,
    person::{Colleague, colleague},
};
use crate::{
    casework::{copying::look_into, error::CaseError, rectify::said::SaidOne},
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::ids::TaskId,
    rights::right::Right,
    task::{
        correcting::Correcting,
        entity::Model,
        result::TaskResult,
        state::{Operation, Outcome, State},
    },
    web::case::Case,
    words::language::Language,
};

/// A task.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct TaskView {
    /// Its id.
    pub id: Uuid,
    /// The key of the system.
    pub system: String,
    /// The system's name for people.
    pub system_name: String,
    /// What is asked.
    pub operation: Operation,
    /// The right that it serves; none where it serves all.
    pub right: Option<Right>,
    /// Where it stands.
    pub state: State,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Records handed over or located.
    pub records: u64,
    /// Files handed over.
    pub files: u64,
    /// How often it was begun.
    pub attempts: u32,
    /// Not tried before this, if it waits.
    pub due_at: DateTime<Utc>,
    /// What went wrong last.
    pub problem: Option<String>,
    /// When a person has to have done it.
    pub by_hand_until: Option<NaiveDate>,
    /// Who ended it by hand.
    pub ended_by: Option<Colleague>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// What whoever did it wrote.
    pub note: Option<String>,
    /// What is in the records that were handed over.
    pub collections: Vec<CollectionView>,
}

/// Records of one shape.
#[derive(Clone, Debug, Object)]
pub struct CollectionView {
    /// Its name, to look at its records by.
    pub name: String,
    /// What it is, in the person's language.
    pub description: String,
    /// How many records there are.
    pub records: u64,
    /// How many of them belong to other people too.
    pub shared: u64,
}

/// What somebody needs who carries a task out by hand.
#[derive(Clone, Debug, Object)]
pub struct TaskForHands {
    /// The task.
    pub task: TaskView,
    /// What is to be done, a line for each thing to know.
    pub instructions: Vec<String>,
    /// What the person is relied on to be called, in full.
    pub identifiers: Vec<NamedIdentifier>,
    /// The names of files that were handed in already.
    pub uploaded: Vec<String>,
    /// What would be erased, or was: `preview` with the plan's `hash`, and once it is `done` what was counted.
    pub erasure: Option<Any<serde_json::Value>>,
    /// What can be corrected and what stands there, the `proposal` with its `hash`, and what was `done`; and what was said to be
    /// wrong, with its state.
    pub rectification: Option<Any<serde_json::Value>>,
}

/// Those of a ticket, oldest first.
pub fn tasks(desk: &Desk, case: &Case) -> Vec<TaskView> {
    case.tasks.iter().map(|task| view(desk, case, task)).collect()
}

/// One of a ticket, with what is needed to carry it out.
pub fn for_hands(desk: &Desk, case: &Case, id: TaskId, said: &[SaidOne]) -> Result<TaskForHands, CaseError> {
    let task = case.tasks.iter().find(|task| task.id == id).ok_or(CaseError::NotFound)?;
    let trusted = case.identifiers.iter().filter(|row| row.standing == Standing::Trusted);
    let identifiers = trusted.map(|row| {
        let name = identifier::store::open(row, &case.opened.key)?;
        Ok(NamedIdentifier { id: row.id.0, kind: row.kind.clone(), value: name.value().to_owned() })
    });
    let result = case.results.get(&id);
    Ok(TaskForHands {
        task: view(desk, case, task),
        instructions: instructions(task, result),
        identifiers: identifiers.collect::<Result<_, CaseError>>()?,
        uploaded: result.map(uploaded).unwrap_or_default(),
        erasure: result
            .and_then(|result| result.erasure.as_ref())
            .map(|erasure| serde_json::to_value(erasure).map(Any).map_err(CaseError::fault))
            .transpose()?,
        rectification: result
            .and_then(|result| result.correcting.as_ref())
            .map(|it| rectification(it, said))
            .transpose()?,
    })
}

fn rectification(correcting: &Correcting, said: &[SaidOne]) -> Result<Any<serde_json::Value>, CaseError> {
    let mut value = serde_json::to_value(correcting).map_err(CaseError::fault)?;
    let said = said.iter().map(|one| {
        serde_json::json!({
            "id": one.row.id, "collection": one.row.collection, "field": one.row.field, "state": one.row.state.code(),
            "right": one.right, "ground": one.row.ground,
        })
    });
    value["corrections"] = said.collect();
    Ok(Any(value))
}

fn view(desk: &Desk, case: &Case, task: &Model) -> TaskView {
    let request = task.request_id.and_then(|id| case.requests.iter().find(|request| request.id == id));
    let result = case.results.get(&task.id);
    TaskView {
        id: task.id.0,
        system: task.system.clone(),
        system_name: desk.systems.name(&task.system, Language::default().code()),
        operation: task.operation,
        right: request.map(|request| request.right),
        state: task.state,
        outcome: task.outcome,
        records: u64::try_from(task.records).unwrap_or(0),
        files: u64::try_from(task.files).unwrap_or(0),
        attempts: u32::try_from(task.attempts).unwrap_or(0),
        due_at: task.due_at,
        problem: task.problem.clone(),
        by_hand_until: task.by_hand_until,
        ended_by: task.ended_by.map(|id| colleague(&case.staff, id)),
        ended_at: task.ended_at,
        note: result.and_then(|result| result.note.clone()),
        collections: result.map(collections).unwrap_or_default(),
    }
}

fn collections(result: &TaskResult) -> Vec<CollectionView> {
    let views = look_into::collections(result).into_iter().map(|collection| CollectionView {
        name: collection.head.name,
        description: collection.head.description,
        records: collection.records,
        shared: collection.shared,
    });
    views.collect()
}

fn uploaded(result: &TaskResult) -> Vec<String> {
    result.segments.iter().flat_map(|segment| &segment.index.files).map(|file| file.head.name.clone()).collect()
}

/// What the manifest says is to be done, what was counted, and why no engine could do it.
fn instructions(task: &Model, result: Option<&TaskResult>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(work) = result.and_then(|result| result.manual.as_ref()) {
        lines.push(work.instructions.for_language(Language::default().code()).to_owned());
    }
    let located = result.and_then(|result| result.located.as_ref());
    for count in located.iter().flat_map(|located| &located.counts).filter(|count| count.records > 0) {
        lines.push(format!("{}: {}", count.collection, count.records));
    }
    lines.extend(task.problem.clone());
    lines
}
