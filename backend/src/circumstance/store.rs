//! Circumstances in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    kind::{Decision, Kind, Wish},
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

/// Whether this is noted on one of these, whatever was decided about it.
pub async fn is_any(db: &impl ConnectionTrait, tickets: Vec<TicketId>, kind: Kind) -> Result<bool, DbErr> {
    let noted = Entity::find().filter(Column::TicketId.is_in(tickets)).filter(Column::Kind.eq(kind));
    Ok(noted.count(db).await? > 0)
}

/// When it was last decided on one of these that nothing is disclosed, because the person has died; none if it was not.
pub async fn last_closed(db: &impl ConnectionTrait, tickets: Vec<TicketId>) -> Result<Option<DateTime<Utc>>, DbErr> {
    let closed = Entity::find().filter(Column::TicketId.is_in(tickets)).filter(Column::Decision.eq(Decision::Close));
    let last = closed.filter(Column::Kind.eq(Kind::Deceased)).order_by_desc(Column::DecidedAt).one(db).await?;
    Ok(last.and_then(|row| row.decided_at))
}

/// The tickets of which nothing is forgotten, because somebody still has to decide.
pub async fn frozen(db: &impl ConnectionTrait) -> Result<Vec<TicketId>, DbErr> {
    let kinds = Kind::ALL.iter().copied().filter(|kind| !kind.decisions().is_empty());
    let open = Entity::find().filter(Column::Decision.is_null()).filter(Column::Kind.is_in(kinds));
    open.select_only().column(Column::TicketId).distinct().into_tuple().all(db).await
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// What the child or their guardian wants.
    pub wish: Option<Wish>,
    /// Who decided.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, sealed.
    pub why_sealed: Vec<u8>,
}

/// Writes the decision; false if there was one.
pub async fn decide(db: &impl ConnectionTrait, id: CircumstanceId, decided: Decided) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Decision, Expr::value(decided.decision))
        .col_expr(Column::Wish, Expr::value(decided.wish))
        .col_expr(Column::DecidedBy, Expr::value(decided.by))
        .col_expr(Column::DecidedAt, Expr::value(decided.at))
        .col_expr(Column::WhySealed, Expr::value(decided.why_sealed))
        .filter(Column::Id.eq(id))
        .filter(Column::Decision.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
