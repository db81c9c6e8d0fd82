//! The table.

use sea_orm::entity::prelude::*;

use super::kind::{Decision, Kind, Wish};
use crate::kernel::ids::{CircumstanceId, StaffId, TicketId};

/// One thing that was learned.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "circumstance")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CircumstanceId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// What was learned.
    pub kind: Kind,
    /// When.
    pub noted_at: DateTimeUtc,
    /// Who wrote it down.
    pub noted_by: StaffId,
    /// How it is known, sealed.
    pub how_sealed: Vec<u8>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// What the child or their guardian wants.
    pub wish: Option<Wish>,
    /// Who decided.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// Why, sealed.
    pub why_sealed: Option<Vec<u8>>,
}

impl Model {
    /// Whether somebody still has to decide what follows from it.
    pub const fn is_undecided(&self) -> bool {
        self.decision.is_none() && !self.kind.decisions().is_empty()
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
