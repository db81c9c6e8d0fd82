//! The table of fetches.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::ArchiveId;

/// One fetch of an archive.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "download")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What was fetched.
    pub archive_id: ArchiveId,
    /// When.
    pub at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
