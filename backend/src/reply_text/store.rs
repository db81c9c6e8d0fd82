//! Reply texts in the database.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::kernel::ids::ReplyTextId;

/// Adds a text.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Those that are offered, by language and name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().filter(Column::RetiredAt.is_null());
    rows.order_by_asc(Column::Language).order_by_asc(Column::Name).order_by_asc(Column::Id).all(db).await
}

/// Those that are offered in a language, by name.
pub async fn in_language(db: &impl ConnectionTrait, language: &str) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().filter(Column::RetiredAt.is_null()).filter(Column::Language.eq(language));
    rows.order_by_asc(Column::Name).order_by_asc(Column::Id).all(db).await
}

/// The text with this id, if it is offered.
pub async fn by_id(db: &impl ConnectionTrait, id: ReplyTextId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::RetiredAt.is_null()).one(db).await
}

/// Writes a text anew; false if it is not offered any more.
pub async fn change(db: &impl ConnectionTrait, row: &Model) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::Name, Expr::value(row.name.clone()))
        .col_expr(Column::ForRight, Expr::value(row.for_right))
        .col_expr(Column::Language, Expr::value(row.language.clone()))
        .col_expr(Column::Body, Expr::value(row.body.clone()))
        .col_expr(Column::ChangedBy, Expr::value(row.changed_by))
        .col_expr(Column::ChangedAt, Expr::value(row.changed_at))
        .filter(Column::Id.eq(row.id))
        .filter(Column::RetiredAt.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Offers it no more; false if it was not.
pub async fn retire(db: &impl ConnectionTrait, id: ReplyTextId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::RetiredAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::RetiredAt.is_null())
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
