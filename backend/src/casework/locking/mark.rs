//! A system marks the data of a person by itself, where its manifest says how: as locked (Art. 18), as not to be used for
//! marketing (Art. 21(2)), and the other way round when a lock has ended. Elsewhere a person sees to it.

use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    outcome::{Count, Located},
    restrictor::{Mark, Marked},
    subject::Subject,
};
use sea_orm::DbErr;

use crate::{
    audit,
    casework::{
        collecting::system_answer::Answer,
        error::CaseError,
        holding::held,
        our_fault,
        telling::tell_recipients::{self, What},
    },
    desk::Desk,
    hold::name,
    identifier,
    kernel::database,
    request::{self, aim::Aim, state::Outcome as Answered},
    rights::right::Right,
    suppression,
    task::{
        entity::Model,
        result::TaskResult,
        state::{Operation, Outcome},
    },
    ticket,
};

/// What came of the task, if the system can do it.
pub(in crate::casework) async fn step(
    desk: &Desk,
    task: &Model,
    connector: &dyn Connector,
    (subject, call): (&Subject, &Call),
) -> Result<Option<Answer>, ConnectorError> {
    if task.operation == Operation::Unlock
        && held::is_locked(&desk.db, desk, (subject, &task.system)).await.map_err(|_| our_fault::down())?
    {
        return Ok(Some(left("another lock covers this data: it stays locked")));
    }
    let Some(restrictor) = connector.restrictor() else { return Ok(None) };
    let is_marketing =
        task.operation == Operation::Stop && restrictor.marks(Mark::Object) && is_marketing_alone(desk, task).await?;
    let marked = match task.operation {
        Operation::Lock if restrictor.marks(Mark::Restrict) => restrictor.mark(subject, Mark::Restrict, call).await?,
        Operation::Unlock if restrictor.unmarks(Mark::Restrict) => {
            // A field may hold both marks. Whoever objects to marketing goes on objecting.
            let standing =
                if objects(desk, subject).await.map_err(|_| our_fault::down())? { Some(Mark::Object) } else { None };
            match restrictor.unmark(subject, Mark::Restrict, standing, call).await? {
                Some(marked) => marked,
                None => return Ok(Some(left("the person objects to marketing: the mark stays for that"))),
            }
        }
        Operation::Stop if is_marketing => restrictor.mark(subject, Mark::Object, call).await?,
        Operation::Lock
        | Operation::Unlock
        | Operation::Stop
        | Operation::Resolve
        | Operation::Export
        | Operation::Correct
        | Operation::Erase
        | Operation::Review => return Ok(None),
    };
    if task.operation == Operation::Lock && marked.rows() > 0 {
        tell(desk, task).await.map_err(|error| {
            tracing::error!(%error, task = %task.id, "it could not be planned whom to tell of a lock");
            our_fault::down()
        })?;
    }
    Ok(Some(ended(marked)))
}

/// What stands now, by field.
pub(super) fn ended(marked: Marked) -> Answer {
    let outcome = if marked.rows() == 0 { Outcome::NotFound } else { Outcome::Done };
    let count = |(collection, records)| Count { collection, records, shared: 0 };
    let located = Located { counts: marked.fields.into_iter().map(count).collect() };
    let result = TaskResult { located: Some(located), ..TaskResult::default() };
    Answer::Ended { result, outcome }
}

/// A mark that stays, and why.
pub(super) fn left(why: &str) -> Answer {
    let result = TaskResult { note: Some(why.to_owned()), ..TaskResult::default() };
    Answer::Ended { result, outcome: Outcome::Skipped }
}

/// Whether the person is on the list of those who are not written to, or was told that it has stopped.
pub(super) async fn objects(desk: &Desk, subject: &Subject) -> Result<bool, DbErr> {
    let blinds = name::blinds_of_all(&desk.index, subject.identifiers());
    if !suppression::store::listed(&desk.db, &blinds).await?.is_empty() {
        return Ok(true);
    }
    let tickets = identifier::store::tickets_that_trust(&desk.db, blinds).await?;
    let requests = request::store::of_all(&desk.db, &tickets).await?;
    let is_granted = |row: &request::entity::Model| row.outcome == Some(Answered::Granted);
    Ok(requests.iter().any(|row| is_granted(row) && row.aims.as_ref().is_some_and(|aims| aims.has(Aim::Marketing))))
}

/// Whoever got the data hears that it is locked: Art. 19.
async fn tell(desk: &Desk, task: &Model) -> Result<(), CaseError> {
    let Some(request) = task.request_id else { return Ok(()) };
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[task.ticket_id]).await?;
    let told = tell_recipients::plan(&tx, desk, task.ticket_id, request, &What::Restricted, &[&task.system]).await?;
    audit::store::append(&tx, told).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the task is of a request to lock.
pub(super) async fn is_lock(desk: &Desk, task: &Model) -> Result<bool, ConnectorError> {
    let requests = request::store::of(&desk.db, task.ticket_id).await.map_err(|_| our_fault::down())?;
    Ok(requests.iter().any(|row| Some(row.id) == task.request_id && row.right == Right::Restriction))
}

/// The mark says no more than that: whoever objects to something else as well is looked at by a person.
pub(super) async fn is_marketing_alone(desk: &Desk, task: &Model) -> Result<bool, ConnectorError> {
    let requests = request::store::of(&desk.db, task.ticket_id).await;
    let requests = requests.map_err(|_| our_fault::down())?;
    let aims = requests.iter().find(|row| Some(row.id) == task.request_id).and_then(|row| row.aims.as_ref());
    Ok(aims.is_some_and(|aims| aims.each().all(|aim| aim == Aim::Marketing)))
}
