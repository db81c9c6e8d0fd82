//! The table.

use sea_orm::entity::prelude::*;

use super::state::{Channel, Outcome, State};
use crate::kernel::ids::{ComplaintId, StaffId, TicketId};

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ComplaintId,
    /// The ticket complained about.
    pub ticket_id: TicketId,
    /// Counts the complaints about it.
    pub number: i32,
    /// By which way it came.
    pub channel: Channel,
    /// How it stands.
    pub state: State,
    /// The day on which it reached us.
    pub received_on: Date,
    /// When it was written down.
    pub filed_at: DateTimeUtc,
    /// The last day to acknowledge it.
    pub acknowledge_by: Date,
    /// When it was acknowledged.
    pub acknowledged_at: Option<DateTimeUtc>,
    /// What was said, sealed.
    pub text_sealed: Vec<u8>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What we found, sealed.
    pub found_sealed: Option<Vec<u8>>,
    /// What we did, sealed.
    pub done_sealed: Option<Vec<u8>>,
    /// Who answered it.
    pub answered_by: Option<StaffId>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
}

impl Model {
    /// Its case number: `DR-7KQ4-M2XW/1`, with the reference of its ticket.
    pub fn case_number(&self, reference: &str) -> String {
        format!("{reference}/{}", self.number)
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
