//! The table of which versions were in force when somebody asked.

use sea_orm::entity::prelude::*;

use crate::kernel::ids::{PrivacyNoticeId, TicketId};

/// A version and a ticket.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "privacy_notice_seen")]
pub struct Model {
    /// The ticket.
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    /// The version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub privacy_notice_id: PrivacyNoticeId,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
