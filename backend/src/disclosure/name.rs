//! The table of the names that a disclosure is found by.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::DisclosureId;

/// One name.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "disclosure_name")]
pub struct Model {
    /// The disclosure.
    #[sea_orm(primary_key, auto_increment = false)]
    pub disclosure_id: DisclosureId,
    /// Keyed hash of kind and value.
    #[sea_orm(primary_key, auto_increment = false)]
    pub blind: Vec<u8>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
