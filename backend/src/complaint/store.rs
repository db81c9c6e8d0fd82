//! Complaints in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::{self, Outcome, State},
};
use crate::kernel::{
    ids::{ComplaintId, StaffId, TicketId},
    moves::Move,
};

fn still_open() -> impl Iterator<Item = State> {
    State::ALL.iter().copied().filter(|state| state.is_open())
}

/// Adds a complaint.
pub async fn insert(db: &impl ConnectionTrait, complaint: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(complaint).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The complaints about a ticket, first to last.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Number).all(db).await
}

/// Those that are open, the first to be acknowledged first.
pub async fn open(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    let open = Entity::find().filter(Column::State.is_in(still_open()));
    open.order_by_asc(Column::AcknowledgeBy).order_by_asc(Column::Id).all(db).await
}

/// Those that came on these days, both included.
pub async fn received(db: &impl ConnectionTrait, from: NaiveDate, to: NaiveDate) -> Result<Vec<Model>, DbErr> {
    // What nobody confirmed was nobody's complaint.
    let was_one = Condition::any().add(Column::State.ne(State::Dropped)).add(Column::AcknowledgedAt.is_not_null());
    let came = Entity::find().filter(Column::State.ne(State::Unconfirmed)).filter(was_one);
    came.filter(Column::ReceivedOn.between(from, to)).all(db).await
}

/// How many are open.
pub async fn count_open(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    Entity::find().filter(Column::State.is_in(still_open())).count(db).await
}

/// Those that were answered last.
pub async fn answered(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Model>, DbErr> {
    let answered = Entity::find().filter(Column::State.eq(State::Answered));
    answered.order_by_desc(Column::AnsweredAt).limit(most).all(db).await
}

/// The tickets of which nothing is disposed of, because somebody complains about them.
pub async fn frozen(db: &impl ConnectionTrait) -> Result<Vec<TicketId>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::TicketId)
        .filter(Column::State.is_in(still_open()))
        .distinct()
        .into_tuple()
        .all(db)
        .await
}

/// The person knows that it came; false if they did before.
pub async fn acknowledge(db: &impl ConnectionTrait, id: ComplaintId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let written = state::ACKNOWLEDGE
        .update::<Entity>(Column::State)
        .col_expr(Column::AcknowledgedAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// It is the person's, by this move; `told_at` if a letter tells them that it came.
pub async fn confirm(
    db: &impl ConnectionTrait,
    id: ComplaintId,
    step: Move<State>,
    told_at: Option<DateTime<Utc>>,
) -> Result<bool, DbErr> {
    let confirmed = step.update::<Entity>(Column::State).col_expr(Column::AcknowledgedAt, Expr::value(told_at));
    Ok(confirmed.filter(Column::Id.eq(id)).exec(db).await?.rows_affected == 1)
}

/// Those of a ticket are nobody's any more, as far as they have no answer.
pub async fn drop_open(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    state::DROP.update::<Entity>(Column::State).filter(Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}

/// What a complaint ended with.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How.
    pub outcome: Outcome,
    /// What we found, sealed.
    pub found_sealed: Vec<u8>,
    /// What we did, sealed.
    pub done_sealed: Vec<u8>,
    /// Who says so.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes the outcome; false if it had one.
pub async fn answer(db: &impl ConnectionTrait, id: ComplaintId, answer: Answer) -> Result<bool, DbErr> {
    let written = state::ANSWER
        .update::<Entity>(Column::State)
        .col_expr(Column::Outcome, Expr::value(answer.outcome))
        .col_expr(Column::FoundSealed, Expr::value(answer.found_sealed))
        .col_expr(Column::DoneSealed, Expr::value(answer.done_sealed))
        .col_expr(Column::AnsweredBy, Expr::value(answer.by))
        .col_expr(Column::AnsweredAt, Expr::value(answer.at))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
