//! Decisions in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::State,
};
use crate::kernel::{
    database,
    ids::{DecisionId, RequestId, StaffId, TicketId},
    moves::Move,
};

/// Adds a decision; false if another one on the request waits for a second person, and this one would as well.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    match Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await {
        Ok(_) => Ok(true),
        Err(error) if database::is_taken(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// All decisions on a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .order_by_asc(Column::ProposedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The decision on a request that waits for a second person, if there is one.
pub async fn proposed(db: &impl ConnectionTrait, request: RequestId) -> Result<Option<Model>, DbErr> {
    let waiting = Entity::find().filter(Column::RequestId.eq(request)).filter(Column::State.eq(State::Proposed));
    waiting.order_by_asc(Column::ProposedAt).order_by_asc(Column::Id).one(db).await
}

/// Ends the waiting: the decision is made or returned. False if it does not wait any more.
pub async fn settle(
    db: &impl ConnectionTrait,
    id: DecisionId,
    step: Move<State>,
    by: StaffId,
    at: DateTime<Utc>,
    why: Option<Vec<u8>>,
) -> Result<bool, DbErr> {
    let written = step
        .update::<Entity>(Column::State)
        .col_expr(Column::DecidedBy, Expr::value(by))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .col_expr(Column::WhySealed, Expr::value(why))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
