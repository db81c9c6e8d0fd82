//! Versions in the database.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    seen,
};
use crate::kernel::ids::{PrivacyNoticeId, TicketId};

/// Adds a version.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The last version of each product.
pub async fn newest(db: &impl ConnectionTrait) -> Result<BTreeMap<String, Model>, DbErr> {
    let rows = Entity::find().order_by_asc(Column::Number).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.product.clone(), row)).collect())
}

/// All versions, by product, the newest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Product).order_by_desc(Column::Number).all(db).await
}

/// The version with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: PrivacyNoticeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The version of a product with this number.
pub async fn by_number(db: &impl ConnectionTrait, product: &str, number: i32) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Product.eq(product)).filter(Column::Number.eq(number)).one(db).await
}

/// Notes that these versions were in force when the ticket came.
pub async fn note_seen(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    versions: impl IntoIterator<Item = PrivacyNoticeId>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = versions
        .into_iter()
        .map(|id| seen::ActiveModel { ticket_id: Set(ticket), privacy_notice_id: Set(id) })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    seen::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The versions that were in force when the ticket came, by product.
pub async fn seen_by(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    let ids: Vec<PrivacyNoticeId> = seen::Entity::find()
        .select_only()
        .column(seen::Column::PrivacyNoticeId)
        .filter(seen::Column::TicketId.eq(ticket))
        .into_tuple()
        .all(db)
        .await?;
    Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Product).all(db).await
}

/// Before how many requests a version stood.
pub async fn seen_count(db: &impl ConnectionTrait, id: PrivacyNoticeId) -> Result<u64, DbErr> {
    seen::Entity::find().filter(seen::Column::PrivacyNoticeId.eq(id)).count(db).await
}
