//! Corrections in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::State,
};
use crate::kernel::{
    ids::{CorrectionId, RequestId, StaffId, TicketId},
    moves::Move,
};

/// Adds corrections.
pub async fn insert(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    Entity::insert_many(rows.into_iter().map(|row| ActiveModel::from(row).reset_all()))
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The corrections of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .order_by_asc(Column::AskedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The corrections that a request asks of a system, oldest first.
pub async fn of_system(db: &impl ConnectionTrait, request: RequestId, system: &str) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::RequestId.eq(request))
        .filter(Column::System.eq(system))
        .order_by_asc(Column::AskedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The correction with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: CorrectionId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Takes corrections away that were said again in other words, if nothing came of them yet.
pub async fn replace(db: &impl ConnectionTrait, ids: Vec<CorrectionId>) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    let live = State::ALL.iter().copied().filter(|state| state.is_live());
    Entity::delete_many().filter(Column::Id.is_in(ids)).filter(Column::State.is_in(live)).exec(db).await?;
    Ok(())
}

/// Moves live corrections on, as a worker finds them.
pub async fn move_on(db: &impl ConnectionTrait, ids: Vec<CorrectionId>, step: Move<State>) -> Result<(), DbErr> {
    if ids.is_empty() {
        return Ok(());
    }
    step.update::<Entity>(Column::State).filter(Column::Id.is_in(ids)).exec(db).await?;
    Ok(())
}

/// How one correction ended.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    /// How.
    pub step: Move<State>,
    /// On which ground it was refused, by code.
    pub ground: Option<&'a str>,
    /// Who decided; none: a worker carried it out.
    pub by: Option<StaffId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Ends a live correction; false if it is not live any more.
pub async fn settle(db: &impl ConnectionTrait, id: CorrectionId, decided: Decided<'_>) -> Result<bool, DbErr> {
    let written = decided
        .step
        .update::<Entity>(Column::State)
        .col_expr(Column::Ground, Expr::value(decided.ground.map(str::to_owned)))
        .col_expr(Column::DecidedBy, Expr::value(decided.by))
        .col_expr(Column::DecidedAt, Expr::value(decided.at))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Destroys what stood there and what was to stand there. A statement stays: it is what the person wants to have kept.
pub async fn forget_values(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::HeldSealed, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::TicketId.eq(ticket))
        .exec(db)
        .await?;
    Entity::update_many()
        .col_expr(Column::RightSealed, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::State.ne(State::Statement))
        .exec(db)
        .await?;
    Ok(())
}
