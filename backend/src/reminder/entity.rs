//! The table.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{ReminderId, RequestId};

/// One reminder that was sent.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReminderId,
    /// Of which request.
    pub request_id: RequestId,
    /// The day by which it was due then.
    pub due_safe_on: Date,
    /// How many days before, as configured.
    pub days_before: i32,
    /// When the letter was queued.
    pub sent_at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
