//! Links and sessions in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr,
};

use super::{
    case_session,
    entity::{ActiveModel, Column, Entity, Model, Purpose},
};
use crate::kernel::ids::TicketId;

/// Stores a link that is about to be mailed.
pub async fn insert(
    db: &impl ConnectionTrait,
    token_hash: Vec<u8>,
    ticket: TicketId,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        token_hash: Set(token_hash),
        ticket_id: Set(ticket),
        purpose: Set(purpose),
        created_at: Set(now),
        expires_at: Set(now + purpose.lifetime()),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The link with this hash, used or not: for showing the page behind it. Changes nothing.
pub async fn look(db: &impl ConnectionTrait, token_hash: &[u8], purpose: Purpose) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(token_hash.to_vec()).filter(Column::Purpose.eq(purpose)).one(db).await
}

/// Uses a link: the ticket it is for, if it is unused and holds. One statement, so that it works once.
pub async fn redeem(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Option<TicketId>, DbErr> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash.to_vec()))
        .filter(Column::Purpose.eq(purpose))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    if used.rows_affected != 1 {
        return Ok(None);
    }
    Ok(Entity::find_by_id(token_hash.to_vec()).one(db).await?.map(|link| link.ticket_id))
}

/// Opens a session.
pub async fn open_session(db: &impl ConnectionTrait, session: case_session::Model) -> Result<(), DbErr> {
    case_session::Entity::insert(case_session::ActiveModel::from(session).reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The session with this hash.
pub async fn session(db: &impl ConnectionTrait, token_hash: &[u8]) -> Result<Option<case_session::Model>, DbErr> {
    case_session::Entity::find_by_id(token_hash.to_vec()).one(db).await
}

/// Notes that a session was used.
pub async fn touch(db: &impl ConnectionTrait, token_hash: &[u8], now: DateTime<Utc>) -> Result<(), DbErr> {
    // The session may have been ended meanwhile: then there is nothing to note.
    case_session::Entity::update_many()
        .col_expr(case_session::Column::SeenAt, Expr::value(now))
        .filter(case_session::Column::TokenHash.eq(token_hash.to_vec()))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that the person came by a link from their mailbox as well; false if the session has ended.
pub async fn prove_mailbox(db: &impl ConnectionTrait, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool, DbErr> {
    let proved = case_session::Entity::update_many()
        .col_expr(case_session::Column::SeenAt, Expr::value(now))
        .col_expr(case_session::Column::MailboxProvedAt, Expr::value(now))
        .filter(case_session::Column::TokenHash.eq(token_hash.to_vec()))
        .exec(db)
        .await?;
    Ok(proved.rows_affected == 1)
}

/// Ends all sessions on a ticket.
pub async fn close_sessions(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    case_session::Entity::delete_many().filter(case_session::Column::TicketId.eq(ticket)).exec(db).await?;
    Ok(())
}

/// Forgets links and sessions whose time is long over.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now - chrono::TimeDelta::days(30))).exec(db).await?;
    case_session::Entity::delete_many()
        .filter(case_session::Column::CreatedAt.lt(now - case_session::ABSOLUTE))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends one session.
pub async fn close_session(db: &impl ConnectionTrait, token_hash: &[u8]) -> Result<(), DbErr> {
    case_session::Entity::delete_by_id(token_hash.to_vec()).exec(db).await?;
    Ok(())
}
