//! The table.

use sea_orm::entity::prelude::*;

use super::state::State;
use crate::kernel::ids::{CorrectionId, RequestId, StaffId, TicketId};

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CorrectionId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The request.
    pub request_id: RequestId,
    /// The configured key of the system.
    pub system: String,
    /// `dataset.collection`.
    pub collection: String,
    /// The field.
    pub field: String,
    /// How it stands.
    pub state: State,
    /// JSON: on which rows, with what stood there; sealed. None once the request is answered.
    pub held_sealed: Option<Vec<u8>>,
    /// JSON: what should stand there; sealed. None once the request is answered.
    pub right_sealed: Option<Vec<u8>>,
    /// The keyed hash of what stood there.
    pub held_hash: Vec<u8>,
    /// The keyed hash of what should stand there.
    pub right_hash: Vec<u8>,
    /// The code of the ground on which it was refused.
    pub ground: Option<String>,
    /// Who wrote it down; none: the person.
    pub asked_by: Option<StaffId>,
    /// When.
    pub asked_at: DateTimeUtc,
    /// Who refused it, did it by hand, or kept it as a statement.
    pub decided_by: Option<StaffId>,
    /// When it was decided or written.
    pub decided_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
