//! Questions in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    kind,
};
use crate::kernel::ids::{QuestionId, StaffId, TicketId};

/// Adds a question.
pub async fn insert(db: &impl ConnectionTrait, question: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(question).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The questions of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .order_by_asc(Column::AskedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The questions of many tickets at once.
pub async fn of_all(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.is_in(tickets.iter().copied()))
        .order_by_asc(Column::AskedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The person has replied on this day; false if nothing was open.
pub async fn reply(db: &impl ConnectionTrait, id: QuestionId, on: NaiveDate) -> Result<bool, DbErr> {
    let written = kind::REPLY
        .update::<Entity>(Column::State)
        .col_expr(Column::RepliedOn, Expr::value(on))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// What staff found of an answer.
#[derive(Clone, Debug)]
pub struct Enough {
    /// The day from which it counts.
    pub on: NaiveDate,
    /// Who found it enough.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
    /// How it was checked, sealed.
    pub how_sealed: Option<Vec<u8>>,
}

/// The answer is enough; false if it was settled before.
pub async fn settle(db: &impl ConnectionTrait, id: QuestionId, enough: Enough) -> Result<bool, DbErr> {
    let written = kind::SETTLE
        .update::<Entity>(Column::State)
        .col_expr(Column::AnsweredOn, Expr::value(enough.on))
        .col_expr(Column::DecidedBy, Expr::value(enough.by))
        .col_expr(Column::DecidedAt, Expr::value(enough.at))
        .col_expr(Column::HowSealed, Expr::value(enough.how_sealed))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// What the person replied on this day is too little; false if it was settled.
pub async fn not_enough(db: &impl ConnectionTrait, id: QuestionId, on: NaiveDate) -> Result<bool, DbErr> {
    let written = kind::NOT_ENOUGH
        .update::<Entity>(Column::State)
        .col_expr(Column::RepliedOn, Expr::value(on))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Nobody replied to this open question, and the ticket is closed; false if it is not open.
pub async fn close(db: &impl ConnectionTrait, id: QuestionId, on: NaiveDate) -> Result<bool, DbErr> {
    let written = kind::CLOSE
        .update::<Entity>(Column::State)
        .col_expr(Column::ClosedOn, Expr::value(on))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// The ticket is open again, and so are its questions that nobody had replied to.
pub async fn reopen(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    kind::REOPEN.update::<Entity>(Column::State).filter(Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}
