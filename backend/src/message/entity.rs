//! The table.

use sea_orm::entity::prelude::*;

use super::kind::{Author, Visibility};
use crate::kernel::ids::{MessageId, StaffId, TicketId};

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MessageId,
    /// The ticket it is on.
    pub ticket_id: TicketId,
    /// When it was written.
    pub at: DateTimeUtc,
    /// Who wrote it.
    pub author: Author,
    /// Which member of staff.
    pub staff_id: Option<StaffId>,
    /// Who may read it.
    pub visibility: Visibility,
    /// The text, sealed.
    pub body_sealed: Vec<u8>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
