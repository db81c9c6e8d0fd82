//! The table.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{StaffId, TicketId};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Its place in the chain, from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: DateTimeUtc,
    /// About which ticket, if about one.
    pub ticket_id: Option<TicketId>,
    /// `subject`, `staff`, `worker` or `desk`.
    pub actor: String,
    /// Which member of staff.
    pub actor_id: Option<StaffId>,
    /// What happened: a verb in the past.
    pub event: String,
    /// JSON: ids, codes and counts.
    pub details: String,
    /// SHA-256 over the previous line's hash and this line.
    pub hash: Vec<u8>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
