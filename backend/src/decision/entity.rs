//! The table.

use sea_orm::entity::prelude::*;

use super::state::State;
use crate::{
    kernel::ids::{DecisionId, RequestId, StaffId, TicketId},
    request::state::Outcome,
};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DecisionId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The request that it answers.
    pub request_id: RequestId,
    /// How it stands.
    pub state: State,
    /// How the request is answered.
    pub outcome: Outcome,
    /// JSON: the codes of the grounds.
    pub grounds: String,
    /// What the person reads, sealed.
    pub text_sealed: Vec<u8>,
    /// The evidence, for staff, sealed; none where no ground needs any.
    pub evidence_sealed: Option<Vec<u8>>,
    /// Who proposed it.
    pub proposed_by: StaffId,
    /// When.
    pub proposed_at: DateTimeUtc,
    /// Who agreed, or sent it back; none while it waits, and where no second person was needed.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// Why it was sent back, sealed.
    pub why_sealed: Option<Vec<u8>>,
}

impl Model {
    /// The codes of its grounds; none if the row is damaged, for then none is known.
    pub fn ground_codes(&self) -> Vec<String> {
        serde_json::from_str(&self.grounds).unwrap_or_default()
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
