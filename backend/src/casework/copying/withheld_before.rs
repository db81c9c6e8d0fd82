//! A ticket is opened again and its systems are asked from the beginning: what was withheld stays withheld (Art. 15(4)).
//!
//! Marks name records by their numbers, and a number says nothing of what a system hands over the next time. So what was a mark on
//! some records is one on all of the collection, or on the field in all of them, until staff have looked and marked them anew.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;

use crate::{
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
    },
    desk::Desk,
    task::{
        entity::Model,
        result::{TaskResult, Withheld},
        state::Operation,
        withheld_before,
    },
};

/// Keeps the marks on what these tasks brought, which are about to be thrown away.
pub(in crate::casework) async fn keep(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    tasks: &[Model],
) -> Result<(), CaseError> {
    for task in tasks.iter().filter(|task| task.operation == Operation::Export) {
        let Some(request_id) = task.request_id else { continue };
        let marks: Vec<Withheld> = widened(opened.result_of(task)?.withheld);
        if marks.is_empty() {
            continue;
        }
        let text = serde_json::to_string(&(&task.system, &marks)).map_err(CaseError::fault)?;
        let marks_sealed = opened.seal(desk, Place::WithheldBefore(request_id), &text);
        withheld_before::keep(db, withheld_before::Model { request_id, system: task.system.clone(), marks_sealed })
            .await?;
    }
    Ok(())
}

/// Puts the marks onto what a system handed over this time.
pub(in crate::casework) async fn put_back(
    db: &impl ConnectionTrait,
    opened: &Opened,
    task: &Model,
    mut result: TaskResult,
) -> Result<TaskResult, CaseError> {
    let (Operation::Export, Some(request)) = (task.operation, task.request_id) else { return Ok(result) };
    let Some(kept) = withheld_before::of(db, request, &task.system).await? else { return Ok(result) };
    let text = opened.unseal(Place::WithheldBefore(request), &kept.marks_sealed)?;
    let (system, marks): (String, Vec<Withheld>) = serde_json::from_str(&text).map_err(CaseError::fault)?;
    if system != task.system {
        return Err(CaseError::fault(std::io::Error::other("marks stand on another system than theirs")));
    }
    let runs = result.segments.iter().flat_map(|segment| &segment.index.collections);
    let there: BTreeSet<String> = runs.filter(|run| run.records > 0).map(|run| run.head.name.clone()).collect();
    for mark in marks.into_iter().filter(|mark| there.contains(&mark.collection)) {
        if !result.withheld.contains(&mark) {
            result.withheld.push(mark);
        }
    }
    Ok(result)
}

/// The same marks without numbers, each once.
fn widened(marks: Vec<Withheld>) -> Vec<Withheld> {
    let mut wide: Vec<Withheld> = Vec::new();
    for mark in marks {
        let mark = Withheld { row: None, ..mark };
        if !wide.iter().any(|it| it.collection == mark.collection && it.field == mark.field) {
            wide.push(mark);
        }
    }
    wide
}
