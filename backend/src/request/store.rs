//! Requests in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    due::Due,
    entity::{ActiveModel, Column, Entity, Model},
    part::Part,
    rests_on::RestsOn,
    state::{self, Outcome, State},
};
use crate::{
    kernel::ids::{RequestId, TicketId},
    rights::right::Right,
};

/// A request to which nothing has happened yet, for everything and aimed at nothing in particular.
pub fn fresh(id: RequestId, ticket: TicketId, right: Right, due: Due) -> Model {
    Model {
        id,
        ticket_id: ticket,
        right,
        state: state::START,
        due_on: due.on,
        due_safe_on: due.safe_on,
        extended_on: None,
        part: None,
        aims: None,
        follows: None,
        rests_on: None,
        outcome: None,
        answered_at: None,
    }
}

/// Adds requests.
pub async fn insert(db: &impl ConnectionTrait, requests: Vec<Model>) -> Result<(), DbErr> {
    Entity::insert_many(requests.into_iter().map(|request| ActiveModel::from(request).reset_all()))
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The requests of a ticket, in the order of the regulation.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    let mut requests = Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Id).all(db).await?;
    requests.sort_by_key(|request| request.right);
    Ok(requests)
}

/// The requests of many tickets at once.
pub async fn of_all(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    let mut requests = Entity::find().filter(Column::TicketId.is_in(tickets.iter().copied())).all(db).await?;
    requests.sort_by_key(|request| (request.ticket_id, request.right));
    Ok(requests)
}

/// Notes the answer to an open request; false if it was not open.
pub async fn answer(
    db: &impl ConnectionTrait,
    id: RequestId,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let written = state::ANSWER
        .update::<Entity>(Column::State)
        .col_expr(Column::Outcome, Expr::value(outcome))
        .col_expr(Column::AnsweredAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Notes on what an erasure rests; none: it is not granted.
pub async fn rest_on(db: &impl ConnectionTrait, id: RequestId, grounds: Option<RestsOn>) -> Result<(), DbErr> {
    let written = Entity::update_many().col_expr(Column::RestsOn, Expr::value(grounds)).filter(Column::Id.eq(id));
    written.exec(db).await?;
    Ok(())
}

/// Notes that the person was told on this day that an open request takes longer; false if it is not open, or if they
/// were told before.
pub async fn extend(db: &impl ConnectionTrait, id: RequestId, told_on: NaiveDate, due: Due) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::ExtendedOn, Expr::value(told_on))
        .col_expr(Column::DueOn, Expr::value(due.on))
        .col_expr(Column::DueSafeOn, Expr::value(due.safe_on))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Open))
        .filter(Column::ExtendedOn.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Writes the dates of an open request anew; false if it is not open.
pub async fn fall_due(db: &impl ConnectionTrait, id: RequestId, due: Due) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::DueOn, Expr::value(due.on))
        .col_expr(Column::DueSafeOn, Expr::value(due.safe_on))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Open))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Writes another part into an open request; false if it is not open.
pub async fn change_part(db: &impl ConnectionTrait, id: RequestId, part: Option<Part>) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Part, Expr::value(part))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Open))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Takes back all open requests of a ticket.
pub async fn withdraw_all(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    state::WITHDRAW.update::<Entity>(Column::State).filter(Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}

/// Takes one open request back; false if it is not open.
pub async fn withdraw(db: &impl ConnectionTrait, id: RequestId) -> Result<bool, DbErr> {
    let written = state::WITHDRAW.update::<Entity>(Column::State).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(written.rows_affected == 1)
}

/// Whether this was taken back. What no request asked for was not.
pub async fn is_withdrawn(db: &impl ConnectionTrait, id: Option<RequestId>) -> Result<bool, DbErr> {
    let Some(id) = id else { return Ok(false) };
    Ok(Entity::find_by_id(id).one(db).await?.is_some_and(|request| request.state == State::Withdrawn))
}

/// Those of a ticket that were taken back.
pub async fn withdrawn(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<RequestId>, DbErr> {
    let rows = of(db, ticket).await?;
    Ok(rows.into_iter().filter(|request| request.state == State::Withdrawn).map(|request| request.id).collect())
}
