//! Archives in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, QueryFilter, QueryOrder, QuerySelect, Value,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    download,
    entity::{ActiveModel, Column, Entity, Model},
    state::{self, State},
};
use crate::kernel::{
    ids::{ArchiveId, StaffId, TicketId},
    lease,
    moves::Move,
};

/// Orders an archive, and lets an earlier one of the ticket step back.
pub async fn order(
    db: &impl ConnectionTrait,
    id: ArchiveId,
    ticket: TicketId,
    max_attempts: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    supersede(db, ticket).await?;
    let row = Model {
        id,
        ticket_id: ticket,
        state: state::START,
        key_sealed: None,
        passphrase_sealed: None,
        bytes: 0,
        sha256: None,
        problem: None,
        created_at: now,
        released_at: None,
        released_by: None,
        expires_at: None,
        downloads_left: 0,
        due_at: now,
        attempts: 0,
        max_attempts,
        lease_token: None,
        lease_until: None,
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Lets all archives of a ticket that nobody has had step back.
pub async fn supersede(db: &impl ConnectionTrait, ticket: TicketId) -> Result<(), DbErr> {
    state::SUPERSEDE
        .update::<Entity>(Column::State)
        .col_expr(Column::KeySealed, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::TicketId.eq(ticket))
        .exec(db)
        .await?;
    Ok(())
}

/// The archive that counts for a ticket: the newest that was not superseded.
pub async fn current(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::TicketId.eq(ticket))
        .filter(Column::State.ne(State::Superseded))
        .order_by_desc(Column::Id)
        .limit(1)
        .one(db)
        .await
}

/// The archive with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: ArchiveId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// What is known once an archive is built.
#[derive(Debug)]
pub struct Built {
    /// Its own key, sealed with the ticket's.
    pub key_sealed: Vec<u8>,
    /// The passphrase of the mailed form, sealed.
    pub passphrase_sealed: Vec<u8>,
    /// Its size.
    pub bytes: i64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Built {
    /// What is written of it, by column.
    pub fn columns(self) -> Vec<(&'static str, Value)> {
        vec![
            (Column::KeySealed.as_str(), self.key_sealed.into()),
            (Column::PassphraseSealed.as_str(), self.passphrase_sealed.into()),
            (Column::Bytes.as_str(), self.bytes.into()),
            (Column::Sha256.as_str(), self.sha256.into()),
            (Column::Problem.as_str(), Option::<String>::None.into()),
        ]
    }
}

/// What is written of an archive that could not be built, by column.
pub fn fault(problem: &str) -> Vec<(&'static str, Value)> {
    vec![(Column::Problem.as_str(), problem.into())]
}

/// Puts an abandoned archive back into the queue; false if it was not abandoned.
pub async fn retry(db: &impl ConnectionTrait, id: ArchiveId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    lease::retry::<Model>(db, id.into(), state::RETRY, now).await
}

/// Releases an archive that is ready; false if it is not.
pub async fn release(
    db: &impl ConnectionTrait,
    id: ArchiveId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    downloads: i32,
) -> Result<bool, DbErr> {
    let written = state::RELEASE
        .update::<Entity>(Column::State)
        .col_expr(Column::ReleasedAt, Expr::value(now))
        .col_expr(Column::ReleasedBy, Expr::value(by))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .col_expr(Column::DownloadsLeft, Expr::value(downloads))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Counts one fetch, if one is left and the time is not up, in one statement so that two cannot share the last.
pub async fn count_download(
    db: &impl ConnectionTrait,
    id: ArchiveId,
    download: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::DownloadsLeft, Expr::col(Column::DownloadsLeft).sub(1))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Released))
        .filter(Column::DownloadsLeft.gt(0))
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    if written.rows_affected != 1 {
        return Ok(false);
    }
    let row = download::ActiveModel { id: Set(download), archive_id: Set(id), at: Set(now) };
    download::Entity::insert(row).exec_without_returning(db).await?;
    Ok(true)
}

/// The fetches of an archive, oldest first.
pub async fn downloads(db: &impl ConnectionTrait, id: ArchiveId) -> Result<Vec<download::Model>, DbErr> {
    download::Entity::find().filter(download::Column::ArchiveId.eq(id)).order_by_asc(download::Column::At).all(db).await
}

/// Stops all further fetches at once.
pub async fn lock(db: &impl ConnectionTrait, id: ArchiveId) -> Result<(), DbErr> {
    Entity::update_many().col_expr(Column::DownloadsLeft, Expr::value(0)).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Archives whose file and key are to go: superseded, or released and past their time.
pub async fn to_destroy(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    but: &[TicketId],
    most: u64,
) -> Result<Vec<Model>, DbErr> {
    use sea_orm::Condition;
    Entity::find()
        .filter(Column::TicketId.is_not_in(but.iter().copied()))
        .filter(
            Condition::any()
                .add(Condition::all().add(Column::State.eq(State::Released)).add(Column::ExpiresAt.lte(now)))
                .add(Condition::all().add(Column::State.eq(State::Superseded)).add(Column::Sha256.is_not_null())),
        )
        .limit(most)
        .all(db)
        .await
}

/// Destroys the keys of an archive, for which it makes this move.
pub async fn destroy_key(db: &impl ConnectionTrait, id: ArchiveId, step: Move<State>) -> Result<(), DbErr> {
    step.update::<Entity>(Column::State)
        .col_expr(Column::KeySealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::PassphraseSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Sha256, Expr::value(Option::<String>::None))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
