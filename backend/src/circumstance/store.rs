//! Circumstances in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    kind::{Decision, Kind},
};
use crate::kernel::ids::{CircumstanceId, StaffId, TicketId};

/// Adds one.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Those of a ticket, in the order in which they were noted.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    let noted = Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::NotedAt);
    noted.order_by_asc(Column::Id).all(db).await
}

/// Whether nothing may leave or be decided: on one of these it is noted that the person has died, and nobody has decided what
/// follows.
pub async fn is_any_locked(db: &impl ConnectionTrait, tickets: Vec<TicketId>) -> Result<bool, DbErr> {
    let undecided = Entity::find().filter(Column::TicketId.is_in(tickets)).filter(Column::Decision.is_null());
    Ok(undecided.filter(Column::Kind.eq(Kind::Deceased)).count(db).await? > 0)
}

/// When it was last decided on one of these that nothing is disclosed, because the person has died; none if it was not.
pub async fn last_closed(db: &impl ConnectionTrait, tickets: Vec<TicketId>) -> Result<Option<DateTime<Utc>>, DbErr> {
    let closed = Entity::find().filter(Column::TicketId.is_in(tickets)).filter(Column::Decision.eq(Decision::Close));
    let last = closed.filter(Column::Kind.eq(Kind::Deceased)).order_by_desc(Column::DecidedAt).one(db).await?;
    Ok(last.and_then(|row| row.decided_at))
}

/// Writes the decision; false if there was one.
pub async fn decide(
    db: &impl ConnectionTrait,
    id: CircumstanceId,
    decision: Decision,
    by: StaffId,
    at: DateTime<Utc>,
    why_sealed: Vec<u8>,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Decision, Expr::value(decision))
        .col_expr(Column::DecidedBy, Expr::value(by))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .col_expr(Column::WhySealed, Expr::value(why_sealed))
        .filter(Column::Id.eq(id))
        .filter(Column::Decision.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
