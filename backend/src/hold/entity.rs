//! The table.

use sea_orm::entity::prelude::*;

use super::ground::Ground;
use crate::kernel::ids::{HoldId, StaffId, TicketId};

/// Who sets and ends a lock by the desk's own rules: none of the staff.
pub const THE_DESK: StaffId = StaffId(uuid::Uuid::nil());

/// One hold.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HoldId,
    /// Why the data may be kept.
    pub ground: Ground,
    /// Whether it covers every system; otherwise those of its [places](super::place).
    pub is_everywhere: bool,
    /// The key that its words are sealed with, wrapped by the master key; none once destroyed.
    pub key_wrapped: Option<Vec<u8>>,
    /// The person's names, sealed; empty once they are destroyed, some time after it was lifted.
    pub names_sealed: Vec<u8>,
    /// The ticket it was set from, if from one.
    pub ticket_id: Option<TicketId>,
    /// Who set it; may be [`THE_DESK`].
    pub set_by: StaffId,
    /// When.
    pub set_at: DateTimeUtc,
    /// The day on which somebody looks whether it is still needed. It holds on until it is lifted.
    pub review_on: Date,
    /// Why the person is not told of it, sealed; none: they are.
    pub untold_sealed: Option<Vec<u8>>,
    /// Who lifted it.
    pub lifted_by: Option<StaffId>,
    /// When.
    pub lifted_at: Option<DateTimeUtc>,
}

impl Model {
    /// Whether the person's names are still there.
    pub fn knows_names(&self) -> bool {
        !self.names_sealed.is_empty()
    }

    /// Whether nobody tells the person of it: that would defeat what it is for.
    pub fn is_untold(&self) -> bool {
        self.untold_sealed.is_some()
    }

    /// Whether it still holds.
    pub fn is_standing(&self) -> bool {
        self.lifted_at.is_none()
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
