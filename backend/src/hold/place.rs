//! Which systems a hold covers, if not all of them.

use sea_orm::{ConnectionTrait, DbErr, QueryOrder, entity::prelude::*};

use crate::kernel::ids::HoldId;

/// One system, or one collection of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold_place")]
pub struct Model {
    /// The hold.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hold_id: HoldId,
    /// The configured key of the system.
    #[sea_orm(primary_key, auto_increment = false)]
    pub system: String,
    /// `dataset.collection`; empty: the whole system.
    #[sea_orm(primary_key, auto_increment = false)]
    pub collection: String,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The places of these holds, in their order.
pub async fn of_all(db: &impl ConnectionTrait, holds: &[HoldId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::HoldId.is_in(holds.iter().copied()))
        .order_by_asc(Column::System)
        .order_by_asc(Column::Collection)
        .all(db)
        .await
}
