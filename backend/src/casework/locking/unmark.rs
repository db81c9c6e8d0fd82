//! A name that was relied on is not the person's: what systems have marked by it is the data of somebody else, who asked for nothing.
//! Each of these systems is asked by that name alone to take the mark away again, or a person is; as when a lock ends.
//!
//! While staff only doubt a name its marks stay: the tasks are there, left out, and begin when the name is refused.

use rightsdesk_exporters::contract::{
    call::Call, connector::Connector, error::ConnectorError, outcome::ManualWork, restrictor::Mark, subject::Subject,
};
use sea_orm::DatabaseTransaction;

use super::{mark, unlock};
use crate::{
    casework::{collecting::system_answer::Answer, error::CaseError, holding::held, our_fault, sealing::Opened},
    desk::Desk,
    identifier::{self, entity::Model as Name, standing::Standing},
    kernel::ids::TaskId,
    request::{self, state::State as Asked},
    task::{
        self,
        entity::Model,
        state::{Operation, Outcome, State},
        store::Planned,
    },
};

/// Why nothing is taken away yet.
const IN_DOUBT: &str = "nobody has decided whose this name is: what is marked stays so";

/// The name, as it stood before, is not relied on any more: opens a task for each system in which something was marked by it. Before
/// the tasks that marked it are thrown away.
pub(in crate::casework) async fn plan(
    tx: &DatabaseTransaction,
    desk: &Desk,
    name: &Name,
    standing: Standing,
) -> Result<(), CaseError> {
    let tasks = task::store::of(tx, name.ticket_id).await?;
    let own: Vec<_> = tasks.iter().filter(|task| task.identifier_id == Some(name.id)).collect();
    let ended = match standing {
        Standing::Refused => {
            for task in &own {
                task::store::retry(tx, task.id, desk.now()).await?;
            }
            None
        }
        Standing::Claimed => Some((Outcome::Skipped, IN_DOUBT)),
        Standing::Trusted => return Ok(()),
    };
    if name.standing != Standing::Trusted {
        return Ok(());
    }
    let is_same = |one: &Model, other: &Model| one.request_id == other.request_id && one.system == other.system;
    let is_there = |task: &&Model| own.iter().any(|other| is_same(other, task));
    let requests = request::store::of(tx, name.ticket_id).await?;
    let is_over = |task: &Model| requests.iter().any(|row| Some(row.id) == task.request_id && row.state != Asked::Open);
    let marked = tasks.iter().filter(|task| is_marked(task, &tasks, is_over(task))).filter(|task| !is_there(task));
    let (mut planned, mut later) = (Vec::new(), Vec::new());
    for task in marked {
        let id = TaskId(desk.ids.fresh());
        if task.state == State::Running {
            later.push(id);
        }
        planned.push(Planned {
            id,
            ticket: name.ticket_id,
            request: task.request_id,
            identifier: Some(name.id),
            system: task.system.clone(),
            operation: Operation::Unlock,
            round: 0,
            ended,
        });
    }
    let now = desk.now();
    task::store::insert(tx, planned, desk.config.work.attempts, now).await?;
    // A worker that is at it stops when its lease is gone, or died long before it would have ended.
    task::begin::not_before(tx, later, now + desk.config.work.lease()).await?;
    Ok(())
}

/// Whether this task has marked something, or a worker may just be doing so, and no lock that has ended has taken it away again. One
/// that waits although its request is over has done it once, and is asked again by other names.
fn is_marked(task: &Model, tasks: &[Model], is_over: bool) -> bool {
    let marks = matches!(task.operation, Operation::Lock | Operation::Stop);
    let is_taken_away = tasks.iter().any(|other| {
        let is_end = other.operation == Operation::Unlock && other.identifier_id.is_none() && unlock::was_done(other);
        is_end && other.request_id == task.request_id && other.system == task.system
    });
    let is_anew = is_over && matches!(task.state, State::Waiting | State::ByHand);
    marks && !is_taken_away && (unlock::was_done(task) || task.state == State::Running || is_anew)
}

/// By whose names a task asks.
pub(in crate::casework) enum Whose {
    /// By those that are relied on.
    Theirs,
    /// By the one that was refused.
    AStrangers(Subject),
    /// By none: what is marked stays so.
    Nobodys(Box<Answer>),
}

/// Tells them apart.
pub(in crate::casework) async fn whose(desk: &Desk, opened: &Opened, task: &Model) -> Result<Whose, ConnectorError> {
    let Some(id) = task.identifier_id else { return Ok(Whose::Theirs) };
    let names = identifier::store::of(&desk.db, task.ticket_id).await.map_err(|_| our_fault::down())?;
    let stays = |why| Ok(Whose::Nobodys(Box::new(mark::left(why))));
    let Some(name) = names.iter().find(|name| name.id == id) else {
        return stays("nobody knows this name any more");
    };
    match name.standing {
        Standing::Trusted => stays("the name was accepted again: what is marked by it stays so"),
        Standing::Claimed => stays(IN_DOUBT),
        Standing::Refused => {
            let unreadable = || ConnectorError::permanent("an identifier of the ticket cannot be read");
            let name = identifier::store::open(name, &opened.key).map_err(|_| unreadable())?;
            Ok(Whose::AStrangers(Subject::new([name]).map_err(|_| unreadable())?))
        }
    }
}

/// What came of the task, if the system can do it.
pub(in crate::casework) async fn step(
    desk: &Desk,
    task: &Model,
    connector: &dyn Connector,
    (subject, call): (&Subject, &Call),
) -> Result<Option<Answer>, ConnectorError> {
    let Some(mark) = mark_of(desk, task).await? else { return Ok(None) };
    // Whoever it is may have asked for the same.
    let is_locked = held::is_locked(&desk.db, desk, (subject, &task.system)).await.map_err(|_| our_fault::down())?;
    let objects = mark::objects(desk, subject).await.map_err(|_| our_fault::down())?;
    let standing = match mark {
        Mark::Restrict if is_locked => {
            return Ok(Some(mark::left("another lock covers this data: it stays locked")));
        }
        Mark::Object if objects => {
            return Ok(Some(mark::left("whoever is called so objects to marketing: the mark stays for that")));
        }
        Mark::Restrict => objects.then_some(Mark::Object),
        Mark::Object => is_locked.then_some(Mark::Restrict),
    };
    let Some(restrictor) = connector.restrictor().filter(|restrictor| restrictor.unmarks(mark)) else {
        return Ok(None);
    };
    Ok(Some(match restrictor.unmark(subject, mark, standing, call).await? {
        Some(marked) => mark::ended(marked),
        None => mark::left("the same field says something else of whoever is called so: it stays for that"),
    }))
}

/// Which mark it was; none: only a person knows what they did.
async fn mark_of(desk: &Desk, task: &Model) -> Result<Option<Mark>, ConnectorError> {
    if mark::is_marketing_alone(desk, task).await? {
        return Ok(Some(Mark::Object));
    }
    Ok(mark::is_lock(desk, task).await?.then_some(Mark::Restrict))
}

/// What a person does where the system cannot.
pub(in crate::casework) fn by_hand(answer: Answer, connector: &dyn Connector, subject: &Subject) -> Answer {
    let Answer::ByHand(result, work) = answer else { return answer };
    let names: Vec<_> = subject.identifiers().iter().map(|name| name.value().to_owned()).collect();
    let text = format!(
        "{}: {} is somebody else. Take away what was locked or stopped there by this name, unless they asked for it themselves.",
        connector.about().name.for_language("en"),
        names.join(", ")
    );
    Answer::ByHand(result, ManualWork { instructions: text.as_str().into(), ..work })
}
