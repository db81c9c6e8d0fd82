//! Accounts, sessions and tokens in the database.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

use super::{api_token, entity, role::Role, session};
use crate::kernel::ids::StaffId;

/// Adds an account.
pub async fn insert(db: &impl ConnectionTrait, account: entity::Model) -> Result<(), DbErr> {
    let account = entity::ActiveModel::from(account).reset_all();
    entity::Entity::insert(account).exec_without_returning(db).await?;
    Ok(())
}

/// The account with this login that is not shut.
pub async fn by_login(db: &impl ConnectionTrait, login: &str) -> Result<Option<entity::Model>, DbErr> {
    entity::Entity::find()
        .filter(entity::Column::Login.eq(login.trim().to_lowercase()))
        .filter(entity::Column::DisabledAt.is_null())
        .one(db)
        .await
}

/// The account with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: StaffId) -> Result<Option<entity::Model>, DbErr> {
    entity::Entity::find_by_id(id).one(db).await
}

/// Whether this account is an officer's.
pub async fn is_officer(db: &impl ConnectionTrait, id: StaffId) -> Result<bool, DbErr> {
    Ok(by_id(db, id).await?.is_some_and(|person| person.role == Role::Officer))
}

/// What this person is called; empty if there is no such account.
pub async fn name_of(db: &impl ConnectionTrait, id: StaffId) -> Result<String, DbErr> {
    Ok(by_id(db, id).await?.map_or_else(String::new, |person| person.name))
}

/// Everybody, by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<entity::Model>, DbErr> {
    entity::Entity::find().order_by_asc(entity::Column::Name).all(db).await
}

/// The people who can be given a ticket.
pub async fn assignable(db: &impl ConnectionTrait) -> Result<Vec<entity::Model>, DbErr> {
    Ok(all(db)
        .await?
        .into_iter()
        .filter(|person| person.disabled_at.is_none() && person.role != Role::Auditor)
        .collect())
}

/// Opens a session for somebody whose password was found to be the one behind `password_hash`; false if the account has another
/// one by now, or was shut. It is held until the transaction is over: whoever changes it then ends this session too.
pub async fn open_session(
    tx: &DatabaseTransaction,
    opened: session::Model,
    password_hash: &str,
) -> Result<bool, DbErr> {
    let account = entity::Entity::find_by_id(opened.staff_id)
        .select_only()
        .column(entity::Column::Id)
        .filter(entity::Column::PasswordHash.eq(password_hash))
        .filter(entity::Column::DisabledAt.is_null())
        .lock(LockType::Share);
    if account.into_tuple::<StaffId>().one(tx).await?.is_none() {
        return Ok(false);
    }
    session::Entity::insert(session::ActiveModel::from(opened).reset_all()).exec_without_returning(tx).await?;
    Ok(true)
}

/// The session with this hash and whose it is, unless the account was shut.
pub async fn session(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
) -> Result<Option<(session::Model, entity::Model)>, DbErr> {
    let Some(found) = session::Entity::find_by_id(token_hash.to_vec()).one(db).await? else { return Ok(None) };
    let person = entity::Entity::find_by_id(found.staff_id).one(db).await?;
    Ok(person.filter(|person| person.disabled_at.is_none()).map(|person| (found, person)))
}

/// Notes that the session was used at `now`.
pub async fn seen(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), DbErr> {
    // The session may have been ended meanwhile: then there is nothing to note.
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .filter(session::Column::TokenHash.eq(token_hash.to_vec()))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends one session.
pub async fn close_session(db: &impl ConnectionTrait, token_hash: &[u8]) -> Result<(), DbErr> {
    session::Entity::delete_by_id(token_hash.to_vec()).exec(db).await?;
    Ok(())
}

/// Ends all sessions of somebody.
async fn close_sessions_of(db: &impl ConnectionTrait, person: StaffId) -> Result<(), DbErr> {
    session::Entity::delete_many().filter(session::Column::StaffId.eq(person)).exec(db).await?;
    Ok(())
}

/// Adds a token; one of the same name that the person had before ends.
pub async fn add_token(tx: &DatabaseTransaction, made: api_token::Model) -> Result<(), DbErr> {
    close_token(tx, made.staff_id, &made.name).await?;
    api_token::Entity::insert(api_token::ActiveModel::from(made).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The token with this hash and whose it is, unless the account was shut.
pub async fn token(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
) -> Result<Option<(api_token::Model, entity::Model)>, DbErr> {
    let Some(found) = api_token::Entity::find_by_id(token_hash.to_vec()).one(db).await? else { return Ok(None) };
    let person = entity::Entity::find_by_id(found.staff_id).one(db).await?;
    Ok(person.filter(|person| person.disabled_at.is_none()).map(|person| (found, person)))
}

/// Notes that the token was used at `now`.
pub async fn token_used(
    db: &impl ConnectionTrait,
    token_hash: &[u8],
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), DbErr> {
    // The token may have been ended meanwhile: then there is nothing to note.
    api_token::Entity::update_many()
        .col_expr(api_token::Column::LastUsedAt, Expr::value(now))
        .filter(api_token::Column::TokenHash.eq(token_hash.to_vec()))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends the person's token of that name; false if there is none.
pub async fn close_token(db: &impl ConnectionTrait, person: StaffId, name: &str) -> Result<bool, DbErr> {
    let ended = api_token::Entity::delete_many()
        .filter(api_token::Column::StaffId.eq(person))
        .filter(api_token::Column::Name.eq(name))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Ends all tokens of somebody.
async fn close_tokens_of(db: &impl ConnectionTrait, person: StaffId) -> Result<(), DbErr> {
    api_token::Entity::delete_many().filter(api_token::Column::StaffId.eq(person)).exec(db).await?;
    Ok(())
}

/// Shuts an account at `now`, and all its sessions and tokens with it. False if there is no such login.
pub async fn disable(
    db: &impl ConnectionTrait,
    login: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool, DbErr> {
    let Some(person) = by_login(db, login).await? else { return Ok(false) };
    entity::ActiveModel { id: Set(person.id), disabled_at: Set(Some(now)), ..Default::default() }.update(db).await?;
    close_sessions_of(db, person.id).await?;
    close_tokens_of(db, person.id).await?;
    Ok(true)
}

/// Sets a new password, and ends all sessions and tokens: whoever knew the old one may have made some. False if there is no such login.
pub async fn set_password(tx: &DatabaseTransaction, login: &str, hash: String) -> Result<bool, DbErr> {
    let Some(person) = by_login(tx, login).await? else { return Ok(false) };
    // First: whoever signs in with the old one holds the account until their session stands there, and is seen then.
    entity::ActiveModel { id: Set(person.id), password_hash: Set(hash), ..Default::default() }.update(tx).await?;
    close_sessions_of(tx, person.id).await?;
    close_tokens_of(tx, person.id).await?;
    Ok(true)
}

/// Says where a member of staff is reminded.
pub async fn set_email(db: &impl ConnectionTrait, person: StaffId, email: Option<String>) -> Result<(), DbErr> {
    entity::ActiveModel { id: Set(person), email: Set(email), ..Default::default() }.update(db).await?;
    Ok(())
}
