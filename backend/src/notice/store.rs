//! Notices in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    state::{self, State, Way},
};
use crate::kernel::{
    ids::{LetterId, NoticeId, RequestId, StaffId, TicketId},
    moves::Move,
};

/// Adds a notice.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The notices of a ticket, by recipient.
pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().filter(Column::TicketId.eq(ticket));
    rows.order_by_asc(Column::Recipient).order_by_asc(Column::PlannedAt).order_by_asc(Column::Id).all(db).await
}

/// The notices of a request.
pub async fn of_request(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::RequestId.eq(request)).order_by_asc(Column::Id).all(db).await
}

/// The notice with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: NoticeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The notice whose link has this hash.
pub async fn by_token(db: &impl ConnectionTrait, token_hash: &[u8]) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(token_hash.to_vec())).one(db).await
}

/// Those of all tickets that stand like this, oldest first.
pub async fn standing(db: &impl ConnectionTrait, states: &[State], most: u64) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().filter(Column::State.is_in(states.iter().copied()));
    rows.order_by_asc(Column::PlannedAt).order_by_asc(Column::Id).limit(most).all(db).await
}

/// Those whose letter is to be written, or that are to be put on their way, planned before `before`.
pub async fn to_write(db: &impl ConnectionTrait, before: DateTime<Utc>, most: u64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.eq(State::Planned))
        .filter(Column::Way.is_in([Way::Mail, Way::Connector]))
        .filter(Column::LetterId.is_null())
        .filter(Column::CalledAt.is_null())
        .filter(Column::PlannedAt.lte(before))
        .order_by_asc(Column::PlannedAt)
        .limit(most)
        .all(db)
        .await
}

/// Lets a notice that has not left us tell of more; false if it has left.
pub async fn widen(db: &impl ConnectionTrait, id: NoticeId, systems: &str, details: Vec<u8>) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Systems, Expr::value(systems))
        .col_expr(Column::DetailsSealed, Expr::value(details))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Planned))
        .filter(Column::LetterId.is_null())
        .filter(Column::CalledAt.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Notes that a notice is on its way through the recipient's system; false if it was before.
pub async fn called(db: &impl ConnectionTrait, id: NoticeId, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let called = Entity::update_many()
        .col_expr(Column::CalledAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Planned))
        .filter(Column::CalledAt.is_null())
        .exec(db)
        .await?;
    Ok(called.rows_affected == 1)
}

/// The recipient's system has taken a notice, and may have said that it is done.
pub async fn taken(db: &impl ConnectionTrait, id: NoticeId, at: DateTime<Utc>, is_done: bool) -> Result<(), DbErr> {
    let sent = state::SEND.update::<Entity>(Column::State).col_expr(Column::SentAt, Expr::value(at));
    sent.filter(Column::Id.eq(id)).exec(db).await?;
    if is_done {
        let done = state::ACKNOWLEDGE.update::<Entity>(Column::State).col_expr(Column::SettledAt, Expr::value(at));
        done.filter(Column::Id.eq(id)).exec(db).await?;
    }
    Ok(())
}

/// Plans once more one that the recipient's system did not take; false if it does not stand so.
pub async fn send_again(db: &impl ConnectionTrait, id: NoticeId) -> Result<bool, DbErr> {
    let planned = state::SEND_AGAIN.update::<Entity>(Column::State);
    Ok(planned.filter(Column::Id.eq(id)).exec(db).await?.rows_affected == 1)
}

/// Notes the letter that carries a notice; false if another was written already.
pub async fn written(
    db: &impl ConnectionTrait,
    id: NoticeId,
    letter: LetterId,
    token_hash: Vec<u8>,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::LetterId, Expr::value(letter))
        .col_expr(Column::TokenHash, Expr::value(token_hash))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Planned))
        .filter(Column::LetterId.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// The letter of a notice left us.
pub async fn letter_left(db: &impl ConnectionTrait, letter: LetterId, at: DateTime<Utc>) -> Result<(), DbErr> {
    state::SEND
        .update::<Entity>(Column::State)
        .col_expr(Column::SentAt, Expr::value(at))
        .filter(Column::LetterId.eq(letter))
        .exec(db)
        .await?;
    Ok(())
}

/// The letter of a notice was given up.
pub async fn letter_failed(db: &impl ConnectionTrait, letter: LetterId) -> Result<(), DbErr> {
    state::FAIL.update::<Entity>(Column::State).filter(Column::LetterId.eq(letter)).exec(db).await?;
    Ok(())
}

/// It cannot be told: its ticket was forgotten, or the recipient's system does not take it.
pub async fn unwritable(db: &impl ConnectionTrait, id: NoticeId) -> Result<(), DbErr> {
    state::FAIL.update::<Entity>(Column::State).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// How a notice was ended.
#[derive(Clone, Debug)]
pub struct Settled {
    /// How it moves.
    pub step: Move<State>,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; none: by the recipient.
    pub by: Option<StaffId>,
    /// What was written down, sealed.
    pub words: Option<Vec<u8>>,
}

/// Ends a notice that is not at its end; false if it is.
pub async fn settle(db: &impl ConnectionTrait, id: NoticeId, settled: Settled) -> Result<bool, DbErr> {
    let mut update = settled.step.update::<Entity>(Column::State).filter(Column::Id.eq(id));
    update = match settled.step.to() {
        State::Sent => update.col_expr(Column::SentAt, Expr::value(settled.at)),
        State::Planned | State::Failed | State::Acknowledged | State::Impossible | State::Disproportionate => {
            update.col_expr(Column::SettledAt, Expr::value(settled.at))
        }
    };
    update = update.col_expr(Column::SettledBy, Expr::value(settled.by));
    if let Some(words) = settled.words {
        update = update.col_expr(Column::WordsSealed, Expr::value(words));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}
