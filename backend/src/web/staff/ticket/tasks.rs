//! What is asked of the systems: the picture, with one state for each system, and the table, with one row for each task.

use crate::{
    desk::Desk,
    task::{
        self,
        result::TaskResult,
        state::{Operation, Outcome, State},
    },
    ticket::state::State as TicketState,
    web::{
        case::Case,
        page::{
            desk::ticket::task::{Task, TaskAction},
            tag::TaskTag,
        },
        staff::{shown::Times, terms},
    },
    words::{fill::Fill, language::Language},
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
            records: (is_settled(task) && task.outcome != Some(Outcome::NotLooked))
                .then(|| u64::try_from(task.records).unwrap_or(0)),
            remark: remark(desk, case, task, language),
            action: action(case.opened.ticket.state, task),
            waits_for_approval: task.state == State::ByHand
                && case.results.get(&task.id).is_some_and(TaskResult::waits_for_approval),
        })
        .collect()
}

/// The picture: each system once, in the order of its first task.
///
/// That names were looked up is no answer to a request: until a system is asked for what it holds, it waits.
pub fn picture(desk: &Desk, case: &Case, language: Language) -> Vec<(String, TaskTag)> {
    let times = Times::of(desk, language);
    let mut systems: Vec<&str> = Vec::new();
    for task in &case.tasks {
        if !systems.contains(&task.system.as_str()) {
            systems.push(&task.system);
        }
    }
    let is_work_asked = case.tasks.iter().any(|task| task.operation != Operation::Resolve);
    systems
        .into_iter()
        .filter_map(|system| {
            let of_system = case.tasks.iter().filter(|task| task.system == system);
            let foremost = of_system.filter(|task| !is_settled_lookup(task)).min_by_key(|task| urgency(task));
            let state = match foremost {
                Some(task) => terms::task_tag(task, times, desk.now(), case.assignee()),
                // The system is no longer connected, so nothing else was asked of it.
                None if is_work_asked => return None,
                None if case.opened.ticket.state.is_open() => TaskTag::Waiting,
                None => TaskTag::Skipped,
            };
            Some((desk.systems.name(system, language.code()), state))
        })
        .collect()
}

/// The right that a task serves, or the operation where it serves all of them or somebody else.
fn asked(case: &Case, task: &Row, language: Language) -> String {
    let request = task.request_id.and_then(|id| case.requests.iter().find(|request| request.id == id));
    match request.filter(|_| task.identifier_id.is_none()) {
        Some(request) => language.public().rights.of(request.right).name.to_owned(),
        None => terms::operation(task.operation, language).to_owned(),
    }
}

/// Why nothing was looked for, the note of whoever did it, the last fault, or what stays and why.
fn remark(desk: &Desk, case: &Case, task: &Row, language: Language) -> String {
    if task.outcome == Some(Outcome::NotLooked)
        && let Some(system) = desk.systems.get(&task.system)
    {
        let kinds = system.connector.about().accepts.iter();
        let kinds: Vec<_> = kinds.map(|kind| terms::identifier_kind(kind.as_str(), language)).collect();
        return language.erasing().knows_no.with(kinds.join(", "));
    }
    if task.is_held_for_others() {
        return language.elsewhere().held.to_owned();
    }
    let result = case.results.get(&task.id);
    let note = result.and_then(|result| result.note.clone());
    let kept = || {
        let result = result.filter(|_| task.operation == Operation::Erase);
        let gaps = result.into_iter().flat_map(|result| result.gaps.iter().chain(&result.untold));
        let gaps = gaps.map(|gap| gap.why.for_language(language.code()));
        // What stays for the same reason stands in many collections.
        let mut reasons: Vec<&str> = Vec::new();
        for why in gaps {
            if !reasons.contains(&why) {
                reasons.push(why);
            }
        }
        reasons.join("; ")
    };
    note.or_else(|| task.problem.clone()).unwrap_or_else(kept)
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
        | TicketState::Expired
        | TicketState::NoReply
        | TicketState::Merged => return TaskAction::None,
    }
    match (task.state, task.outcome) {
        _ if task.was_skipped_by_law() => TaskAction::None,
        (State::ByHand, _) => TaskAction::ByHand,
        (State::Ended, Some(Outcome::Abandoned)) => TaskAction::RetryOrByHand,
        (State::Ended, Some(Outcome::Partial | Outcome::Manual | Outcome::Skipped | Outcome::NotLooked)) => {
            TaskAction::Retry
        }
        (State::Ended, Some(Outcome::Done | Outcome::NotFound) | None) | (State::Waiting | State::Running, _) => {
            TaskAction::None
        }
    }
}

fn is_settled_lookup(task: &Row) -> bool {
    task.operation == Operation::Resolve && is_settled(task)
}

fn is_settled(task: &Row) -> bool {
    task.state == State::Ended && task.outcome.is_some_and(Outcome::settles)
}

/// What says most about a system comes first: what needs somebody, then what goes on, then what came of it.
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
        (State::Ended, Some(Outcome::NotLooked)) => 8,
        (State::Ended, Some(Outcome::Skipped) | None) => 9,
    }
}
