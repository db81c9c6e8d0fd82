//! Disclosures in the database.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    name,
};
use crate::kernel::ids::{DisclosureId, StaffId};

/// Adds a disclosure, to be found by these hashes.
pub async fn insert(db: &impl ConnectionTrait, row: Model, blinds: Vec<Vec<u8>>) -> Result<(), DbErr> {
    let id = row.id;
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    let blinds: BTreeSet<_> = blinds.into_iter().collect();
    let names = blinds.into_iter().map(|blind| name::ActiveModel { disclosure_id: Set(id), blind: Set(blind) });
    name::Entity::insert_many(names).exec_without_returning(db).await?;
    Ok(())
}

/// The disclosures about somebody with one of these hashes, oldest first.
pub async fn about(db: &impl ConnectionTrait, blinds: &[Vec<u8>]) -> Result<Vec<Model>, DbErr> {
    if blinds.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<DisclosureId> = name::Entity::find()
        .select_only()
        .column(name::Column::DisclosureId)
        .distinct()
        .filter(name::Column::Blind.is_in(blinds.iter().cloned()))
        .into_tuple()
        .all(db)
        .await?;
    let rows = Entity::find().filter(Column::Id.is_in(ids));
    rows.order_by_asc(Column::DisclosedOn).order_by_asc(Column::Id).all(db).await
}

/// The newest.
pub async fn newest(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().order_by_desc(Column::DisclosedOn).order_by_desc(Column::Id);
    rows.limit(most).all(db).await
}

/// The disclosure with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: DisclosureId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Notes on which ground and until when the person is not told of it, or that they may be; false if there is none.
pub async fn withhold(
    db: &impl ConnectionTrait,
    id: DisclosureId,
    by: StaffId,
    on: Option<(&str, NaiveDate)>,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::WithheldGround, Expr::value(on.map(|(ground, _)| ground.to_owned())))
        .col_expr(Column::WithheldUntil, Expr::value(on.map(|(_, until)| until)))
        .col_expr(Column::WithheldBy, Expr::value(by))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
