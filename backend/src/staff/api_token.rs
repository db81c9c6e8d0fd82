//! The table of tokens by which programs act for a member of staff. Only a token's keyed hash is stored.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::StaffId;

/// One token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Keyed hash of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Whose it is: what it does, they do.
    pub staff_id: StaffId,
    /// What it is for; each name once for each member of staff.
    pub name: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Until when it holds.
    pub expires_at: DateTimeUtc,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
