//! Who asks only to take data along, and of whom nothing can be taken along: that is not to say that nothing is held (Art. 20(1)).

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    casework::{collecting::plan, error::CaseError, sealing::Opened},
    desk::Desk,
    request::{self, state::State},
    rights::right::Right,
    task::{
        entity::Model,
        state::{Operation, Outcome},
    },
    words::language::Language,
};

/// Where something may be held that the right does not reach; the names of systems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Where data about the person is held.
    pub held_in: Vec<String>,
    /// Where nothing falls under the right, so that nobody has looked.
    pub not_covered: Vec<String>,
    /// Where nothing is held.
    pub looked_in: Vec<String>,
    /// Where nobody could look.
    pub not_asked: Vec<String>,
}

/// What its letter names; none where more was asked for, or nothing is or may be held beside.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    tasks: &[Model],
) -> Result<Option<Beside>, CaseError> {
    if !asks_for_nothing_else(db, opened).await? {
        return Ok(None);
    }
    let beside = beside(desk, opened, tasks)?;
    Ok(Some(beside).filter(|it| !it.held_in.is_empty() || !it.not_covered.is_empty()))
}

async fn asks_for_nothing_else(db: &impl ConnectionTrait, opened: &Opened) -> Result<bool, DbErr> {
    let requests = request::store::of(db, opened.ticket.id).await?;
    let mut copies = requests.iter().filter(|row| row.right.needs_package() && row.state != State::Withdrawn);
    Ok(copies.all(|row| row.right == Right::Portability))
}

fn beside(desk: &Desk, opened: &Opened, tasks: &[Model]) -> Result<Beside, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let (mut seen, mut beside) = (BTreeSet::new(), Beside::default());
    for task in tasks.iter().filter(|task| task.operation == Operation::Export && seen.insert(&task.system)) {
        let name = desk.systems.name(&task.system, language.code());
        if task.is_held_for_others() {
            beside.not_asked.push(format!("{name}: {}", language.elsewhere().held));
        } else if is_held(opened, tasks, task)? {
            beside.held_in.push(name);
        } else if is_not_covered(task) {
            beside.not_covered.push(name);
        } else {
            match task.outcome {
                Some(Outcome::NotFound | Outcome::Done | Outcome::Manual | Outcome::Partial) => {
                    beside.looked_in.push(name);
                }
                Some(Outcome::NotLooked | Outcome::Skipped | Outcome::Abandoned) | None => beside.not_asked.push(name),
            }
        }
    }
    Ok(beside)
}

/// Whether the register says that nothing in the system is used with consent or for a contract.
fn is_not_covered(task: &Model) -> bool {
    task.outcome == Some(Outcome::Skipped) && task.problem.as_deref() == Some(plan::NOT_PORTABLE)
}

/// Whether the system knows the person: it counted something, or told another name of theirs.
fn is_held(opened: &Opened, tasks: &[Model], task: &Model) -> Result<bool, CaseError> {
    let is_known = |it: &Model| {
        it.operation == Operation::Resolve && it.system == task.system && it.outcome == Some(Outcome::Done)
    };
    let located = opened.result_of(task)?.located;
    let counted: u64 = located.iter().flat_map(|located| &located.counts).map(|count| count.records).sum();
    Ok(counted > 0 || tasks.iter().any(is_known))
}
