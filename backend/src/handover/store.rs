//! Handovers in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, QueryFilter, QueryOrder, Value,
    sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::{self, State, Way},
};
use crate::kernel::{
    database,
    ids::{HandoverId, TicketId},
    lease,
};

/// Adds a handover; false if there is one to this receiver already.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    match Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await {
        Ok(_) => Ok(true),
        Err(error) if database::is_taken(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Those of a ticket, oldest first.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::Id).all(db).await
}

/// By which way one that was given up goes from now on.
pub async fn go_by(db: &impl ConnectionTrait, id: HandoverId, way: Way) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Way, Expr::value(way))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Failed))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts one that was given up back into the queue; false if it was not given up.
pub async fn retry(db: &impl ConnectionTrait, id: HandoverId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    lease::retry::<Model>(db, id.into(), state::RETRY, now).await
}

/// What the receiver has, and said.
#[derive(Clone, Debug)]
pub struct Received {
    /// When.
    pub at: DateTime<Utc>,
    /// How much it was.
    pub bytes: i64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// The status that was answered; what the mail server said.
    pub answer: String,
    /// The SHA-256 that the receiver says it got.
    pub answer_sha256: Option<String>,
}

impl Received {
    /// What is written of it, by column.
    pub fn columns(self) -> Vec<(&'static str, Value)> {
        vec![
            (Column::SentAt.as_str(), self.at.into()),
            (Column::Bytes.as_str(), self.bytes.into()),
            (Column::Sha256.as_str(), self.sha256.into()),
            (Column::Answer.as_str(), self.answer.into()),
            (Column::AnswerSha256.as_str(), self.answer_sha256.into()),
            (Column::Problem.as_str(), Option::<String>::None.into()),
        ]
    }
}

/// What is written of a handover that did not arrive, by column.
pub fn fault(problem: &str) -> Vec<(&'static str, Value)> {
    vec![(Column::Problem.as_str(), problem.into())]
}

/// The same of one that was given up, with when the person was told.
pub fn given_up(problem: &str, told_at: Option<DateTime<Utc>>) -> Vec<(&'static str, Value)> {
    let mut columns = fault(problem);
    columns.push((Column::ToldAt.as_str(), told_at.into()));
    columns
}
