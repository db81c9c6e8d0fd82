//! Tasks in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, QueryFilter, QueryOrder, Value,
    sea_query::{Alias, Expr},
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::{self, Operation, Outcome, State},
};
use crate::kernel::ids::{RequestId, StaffId, TaskId, TicketId};

/// What is particular to a new task.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its id.
    pub id: TaskId,
    /// The ticket.
    pub ticket: TicketId,
    /// The request; none for resolving.
    pub request: Option<RequestId>,
    /// The configured key of the system.
    pub system: String,
    /// What is asked.
    pub operation: Operation,
    /// The round of resolving, from 1; 0 for other operations.
    pub round: i32,
    /// Given: it ends at once, with this outcome and this reason, and no system is asked.
    pub ended: Option<(Outcome, &'static str)>,
}

/// Adds tasks.
pub async fn insert(
    db: &impl ConnectionTrait,
    planned: Vec<Planned>,
    max_attempts: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if planned.is_empty() {
        return Ok(());
    }
    let rows = planned.into_iter().map(|task| {
        let (state, outcome, problem) = match task.ended {
            None => (state::START, None, None),
            Some((outcome, why)) => (state::START_ENDED, Some(outcome), Some(why.to_owned())),
        };
        ActiveModel::from(Model {
            id: task.id,
            ticket_id: task.ticket,
            request_id: task.request,
            system: task.system,
            operation: task.operation,
            round: task.round,
            state,
            outcome,
            cursor: None,
            segments: 0,
            result_sealed: None,
            records: 0,
            files: 0,
            problem,
            by_hand_until: None,
            ended_by: None,
            ended_at: outcome.map(|_| now),
            created_at: now,
            due_at: now,
            attempts: 0,
            max_attempts,
            lease_token: None,
            lease_until: None,
        })
        .reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The task with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: TaskId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The tasks of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The tasks of many tickets.
pub async fn of_all(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.is_in(tickets.iter().copied())).all(db).await
}

/// How far the systems of a ticket are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The ticket.
    pub ticket: TicketId,
    /// Systems that are asked something.
    pub asked: u32,
    /// Those of them that have answered the requests. Names that were looked up are no answer yet.
    pub done: u32,
    /// Whether a task waits for a person or was given up.
    pub needs_person: bool,
}

/// How far the systems of many tickets are, in one statement. Tickets without a task are left out.
///
/// While names are looked up nothing is done, whatever look-ups have ended. The planner asks for the requests' own work
/// in all systems at once; from then on a system that was only looked into counts no more, and none that could not be asked.
pub async fn progress(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<Vec<Progress>, DbErr> {
    use sea_orm::{Condition, QuerySelect, sea_query::ExprTrait};
    let settled = Outcome::ALL.iter().copied().filter(|outcome| outcome.settles());
    let is_done = || Condition::all().add(Column::State.eq(State::Ended)).add(Column::Outcome.is_in(settled.clone()));
    let not_looked = Condition::all().add(Column::State.eq(State::Ended)).add(Column::Outcome.eq(Outcome::NotLooked));
    let is_lookup = || Condition::all().add(Column::Operation.eq(Operation::Resolve));
    let but = |not: Condition| Expr::case(not, Expr::value(Option::<String>::None)).finally(Expr::col(Column::System));
    let for_person = Condition::any()
        .add(Column::State.eq(State::ByHand))
        .add(Condition::all().add(Column::State.eq(State::Ended)).add(Column::Outcome.eq(Outcome::Abandoned)));
    let rows: Vec<(TicketId, i64, i64, i64, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::TicketId)
        .column_as(Column::System.into_expr().count_distinct(), "asked")
        .column_as(Expr::expr(but(is_lookup())).count_distinct(), "worked")
        .column_as(
            Expr::expr(but(Condition::any().add(is_lookup().add(is_done())).add(not_looked))).count_distinct(),
            "counting",
        )
        .column_as(Expr::expr(but(is_done())).count_distinct(), "open")
        .column_as(Expr::expr(Expr::case(for_person, 1).finally(0)).max().cast_as("bigint"), "for_person")
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .group_by(Column::TicketId)
        .into_tuple()
        .all(db)
        .await?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let progress = rows.into_iter().map(|(ticket, asked, worked, counting, open, for_person)| {
        let (asked, done) = if worked == 0 { (asked, 0) } else { (counting, counting - open) };
        Progress { ticket, asked: number(asked), done: number(done), needs_person: for_person > 0 }
    });
    Ok(progress.collect())
}

/// What came of a task, written beside the settling of its lease.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
    /// Where it goes on, if it does.
    pub cursor: Option<String>,
    /// How many segments are stored.
    pub segments: i32,
    /// What came of it, sealed.
    pub result_sealed: Option<Vec<u8>>,
    /// Records so far.
    pub records: i64,
    /// Files so far.
    pub files: i64,
    /// What went wrong, in words for staff.
    pub problem: Option<String>,
    /// When a person has to have done it.
    pub by_hand_until: Option<NaiveDate>,
    /// Who did it by hand.
    pub ended_by: Option<StaffId>,
    /// Whether the count of attempts begins anew: a step that made progress is no failed attempt.
    pub progress: bool,
}

impl Came {
    /// What is written of it, by column.
    pub fn columns(self, now: DateTime<Utc>) -> Vec<(&'static str, Value)> {
        let mut columns = vec![
            (Column::Outcome.as_str(), self.outcome.into()),
            (Column::Cursor.as_str(), self.cursor.into()),
            (Column::Segments.as_str(), self.segments.into()),
            (Column::ResultSealed.as_str(), self.result_sealed.into()),
            (Column::Records.as_str(), self.records.into()),
            (Column::Files.as_str(), self.files.into()),
            (Column::Problem.as_str(), self.problem.into()),
            (Column::ByHandUntil.as_str(), self.by_hand_until.into()),
            (Column::EndedBy.as_str(), self.ended_by.into()),
            (Column::EndedAt.as_str(), self.outcome.map(|_| now).into()),
        ];
        if self.progress {
            columns.push((Column::Attempts.as_str(), 0.into()));
        }
        columns
    }
}

/// What is written of a task that will be tried again, by column.
pub fn fault(problem: Option<String>) -> Vec<(&'static str, Value)> {
    vec![(Column::Problem.as_str(), problem.into())]
}

/// Ends a task that waits for a person or was abandoned; false if it is neither.
pub async fn end_by_hand(db: &impl ConnectionTrait, id: TaskId, came: Came, now: DateTime<Utc>) -> Result<bool, DbErr> {
    use sea_orm::Condition;
    let open = Condition::any()
        .add(Column::State.eq(State::ByHand))
        .add(Condition::all().add(Column::State.eq(State::Ended)).add(Column::Outcome.eq(Outcome::Abandoned)));
    let mut update = state::END_BY_HAND.update::<Entity>(Column::State);
    for (column, value) in came.columns(now) {
        update = update.col_expr(Alias::new(column), Expr::value(value));
    }
    let ended = update.filter(Column::Id.eq(id)).filter(open).exec(db).await?;
    Ok(ended.rows_affected == 1)
}

/// Puts a task that waits for a person back into the queue, as it stands; false if it waits for none any more.
pub async fn go_on(db: &impl ConnectionTrait, id: TaskId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let written = state::PASS_TO_WORKER
        .update::<Entity>(Column::State)
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::DueAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// The same, with another result.
pub async fn go_on_with(
    db: &impl ConnectionTrait,
    id: TaskId,
    result_sealed: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    Ok(note_result(db, id, result_sealed).await? && go_on(db, id, now).await?)
}

/// Writes another result into a task that waits for a person; false if it waits for none any more.
pub async fn note_result(db: &impl ConnectionTrait, id: TaskId, result_sealed: Vec<u8>) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::ResultSealed, Expr::value(result_sealed))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::ByHand))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Writes another result into a task that has ended; false if it has not.
pub async fn amend_result(db: &impl ConnectionTrait, id: TaskId, result_sealed: Vec<u8>) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::ResultSealed, Expr::value(result_sealed))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Ended))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
/// Writes another result into a task, whatever it does: a worker that is at it will write its own.
pub async fn put_result(db: &impl ConnectionTrait, id: TaskId, result_sealed: Vec<u8>) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ResultSealed, Expr::value(result_sealed))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts an ended task back into the queue from its start; false if it is not over.
pub async fn retry(db: &impl ConnectionTrait, id: TaskId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let written = state::RETRY
        .update::<Entity>(Column::State)
        .col_expr(Column::Outcome, Expr::value(Option::<Outcome>::None))
        .col_expr(Column::Cursor, Expr::value(Option::<String>::None))
        .col_expr(Column::Segments, Expr::value(0))
        .col_expr(Column::ResultSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Records, Expr::value(0))
        .col_expr(Column::Files, Expr::value(0))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::EndedAt, Expr::value(Option::<DateTime<Utc>>::None))
        .col_expr(Column::EndedBy, Expr::value(Option::<StaffId>::None))
        .col_expr(Column::DueAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Which tasks are thrown away, because the person is known by other names than when they were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// A name came to those that were asked by: what the requests ask, unless a person has done it already.
    Fewer,
    /// They were asked by a name that is not the person's: all of them, whoever did it.
    Wrong,
}

/// Throws tasks away that the open requests will ask for anew. A worker that is at one finds its lease gone.
pub async fn throw_away(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    open: Vec<RequestId>,
    which: Outdated,
) -> Result<(), DbErr> {
    use sea_orm::Condition;
    let asked = Condition::all().add(Column::RequestId.is_in(open));
    let which = match which {
        Outdated::Fewer => Condition::any().add(asked.add(Column::EndedBy.is_null())),
        Outdated::Wrong => Condition::any().add(asked).add(Column::Operation.eq(Operation::Resolve)),
    };
    Entity::delete_many().filter(Column::TicketId.eq(ticket)).filter(which).exec(db).await?;
    Ok(())
}

/// Whether a worker may still work at this task, asked by an UPDATE so that whoever takes it away waits until `tx` is over.
pub async fn is_still_running(tx: &sea_orm::DatabaseTransaction, id: TaskId) -> Result<bool, DbErr> {
    let touched = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Running))
        .exec(tx)
        .await?;
    Ok(touched.rows_affected == 1)
}

/// Ends all tasks of a ticket that are not over: it was withdrawn. A worker that is at one finds its lease gone.
pub async fn skip_open(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    skip_open_but(db, ticket, Vec::new(), why, now).await
}

/// The same, but for these tasks.
pub async fn skip_open_but(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    but: Vec<TaskId>,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    state::SKIP
        .update::<Entity>(Column::State)
        .col_expr(Column::Outcome, Expr::value(Outcome::Skipped))
        .col_expr(Column::Problem, Expr::value(why))
        .col_expr(Column::EndedAt, Expr::value(now))
        .col_expr(Column::LeaseToken, Expr::value(Option::<uuid::Uuid>::None))
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::Id.is_not_in(but))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends the tasks of one request that are not over, and those that were given up, but for these: the person took it back. What
/// takes a lock away again is still done.
pub async fn skip_of(
    db: &impl ConnectionTrait,
    request: RequestId,
    but: &[TaskId],
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let given_up = state::END_BY_HAND.update::<Entity>(Column::State).filter(Column::Outcome.eq(Outcome::Abandoned));
    for step in [state::SKIP.update::<Entity>(Column::State), given_up] {
        step.col_expr(Column::Outcome, Expr::value(Outcome::Skipped))
            .col_expr(Column::Problem, Expr::value(why))
            .col_expr(Column::EndedAt, Expr::value(now))
            .col_expr(Column::LeaseToken, Expr::value(Option::<uuid::Uuid>::None))
            .filter(Column::RequestId.eq(request))
            .filter(Column::Operation.ne(Operation::Unlock))
            .filter(Column::Id.is_not_in(but.iter().copied()))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Forgets what the tasks of a ticket brought; that they ended, how and with what counts stays, and so does what proves an
/// erasure: it names nobody.
pub async fn forget_results(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ResultSealed, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::Operation.ne(Operation::Erase))
        .exec(db)
        .await?;
    Ok(())
}
