//! What is asked of the systems: the picture, with one state for each system, and the table, with one row for each task.

use super::gather::Case;
use crate::{
    desk::Desk,
    task::{
        self,
        state::{Operation, Outcome, State},
    },
    ticket::state::State as TicketState,
    web::{
        page::{
            desk::ticket::{Task, TaskAction},
            tag::TaskTag,
        },
        staff::{shown::Times, terms},
    },
    words::language::Language,
};

type Row = task::entity::Model;

/// The rows of the table.
pub fn table(desk: &Desk, case: &Case, language: Language) -> Vec<Task> {
    let times = Times::of(desk, language);
    case.tasks
        .iter()
        .map(|task| Task {
            id: task.id.to_string(),
            system: desk.systems.name(&task.system, language.code()),
            what: asked(case, task, language),
            state: terms::task_tag(task, times, desk.now(), case.assignee()),
            records: is_settled(task).then(|| u64::try_from(task.records).unwrap_or(0)),
            remark: remark(case, task),
            action: action(case.opened.ticket.state, task),
        })
        .collect()
}

/// The picture: each system once, in the order of its first task.
pub fn picture(desk: &Desk, case: &Case, language: Language) -> Vec<(String, TaskTag)> {
    let times = Times::of(desk, language);
    let mut systems: Vec<&str> = Vec::new();
    for task in &case.tasks {
        if !systems.contains(&task.system.as_str()) {
            systems.push(&task.system);
        }
    }
    systems
        .into_iter()
        .filter_map(|system| {
            let foremost = foremost(case.tasks.iter().filter(|task| task.system == system))?;
            let state = terms::task_tag(foremost, times, desk.now(), case.assignee());
            Some((desk.systems.name(system, language.code()), state))
        })
        .collect()
}

/// The right that a task serves, or the operation where it serves all of them.
fn asked(case: &Case, task: &Row, language: Language) -> String {
    let request = task.request_id.and_then(|id| case.requests.iter().find(|request| request.id == id));
    match request {
        Some(request) => language.public().rights.of(request.right).name.to_owned(),
        None => terms::operation(task.operation, language).to_owned(),
    }
}

/// The note of whoever did it, or the last fault.
fn remark(case: &Case, task: &Row) -> String {
    let note = case.results.get(&task.id).and_then(|result| result.note.clone());
    note.or_else(|| task.problem.clone()).unwrap_or_default()
}

/// What staff can do about a task. A system can be asked again until the answer went out, also one that has answered:
/// what it holds may have changed.
fn action(ticket: TicketState, task: &Row) -> TaskAction {
    match ticket {
        TicketState::Collecting | TicketState::Review => {}
        TicketState::Unverified
        | TicketState::Received
        | TicketState::Answered
        | TicketState::Withdrawn
        | TicketState::Denied
        | TicketState::Expired => return TaskAction::None,
    }
    match (task.state, task.outcome) {
        (State::ByHand, _) => TaskAction::ByHand,
        (State::Ended, Some(Outcome::Abandoned)) => TaskAction::RetryOrByHand,
        (State::Ended, Some(Outcome::Partial | Outcome::Manual | Outcome::Skipped)) => TaskAction::Retry,
        (State::Ended, Some(Outcome::Done | Outcome::NotFound) | None) | (State::Waiting | State::Running, _) => {
            TaskAction::None
        }
    }
}

/// The task that says most about a system: first what needs somebody, then what goes on, then what came of it. That
/// names were looked up counts only while nothing else was asked.
fn foremost<'a>(tasks: impl Iterator<Item = &'a Row>) -> Option<&'a Row> {
    tasks.min_by_key(|task| {
        let is_settled_lookup = task.operation == Operation::Resolve && is_settled(task);
        (is_settled_lookup, urgency(task))
    })
}

fn is_settled(task: &Row) -> bool {
    task.state == State::Ended && task.outcome.is_some_and(Outcome::settles)
}

fn urgency(task: &Row) -> u8 {
    match (task.state, task.outcome) {
        (State::Ended, Some(Outcome::Abandoned)) => 0,
        (State::ByHand, _) => 1,
        (State::Waiting, _) if task.problem.is_some() => 2,
        (State::Running, _) => 3,
        (State::Waiting, _) => 4,
        (State::Ended, Some(Outcome::Partial)) => 5,
        (State::Ended, Some(Outcome::Done | Outcome::Manual)) => 6,
        (State::Ended, Some(Outcome::NotFound)) => 7,
        (State::Ended, Some(Outcome::Skipped) | None) => 8,
    }
}
