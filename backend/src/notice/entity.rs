//! The table.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;

use super::state::{Article, Deed, State, Way};
use crate::kernel::ids::{LetterId, NoticeId, RequestId, StaffId, TicketId};

/// What one recipient is told about one request.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recipient_notice")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The request that led to it.
    pub request_id: RequestId,
    /// Why they are told.
    pub article: Article,
    /// What was done.
    pub what: Deed,
    /// Who, by name.
    pub recipient: String,
    /// JSON: the keys of the systems whose data they got.
    pub systems: String,
    /// By which way.
    pub way: Way,
    /// How it stands.
    pub state: State,
    /// Whether the person may read who was told.
    pub is_open_to_person: bool,
    /// When it was due.
    pub planned_at: DateTimeUtc,
    /// When it left us.
    pub sent_at: Option<DateTimeUtc>,
    /// When it was acknowledged or given up.
    pub settled_at: Option<DateTimeUtc>,
    /// Who ended it; none: the recipient, by the link.
    pub settled_by: Option<StaffId>,
    /// The letter that carries it.
    pub letter_id: Option<LetterId>,
    /// When it was put on its way through the recipient's own system.
    pub called_at: Option<DateTimeUtc>,
    /// Keyed hash of the token in the letter's link.
    pub token_hash: Option<Vec<u8>>,
    /// JSON: what was corrected, a line for each thing; sealed.
    pub details_sealed: Vec<u8>,
    /// How it was told by hand, or why not; sealed.
    pub words_sealed: Option<Vec<u8>>,
}

impl Model {
    /// The keys of the systems; none if the row is damaged.
    pub fn system_keys(&self) -> BTreeSet<String> {
        serde_json::from_str(&self.systems).unwrap_or_default()
    }

    /// Which of two was planned first.
    pub const fn order(&self) -> (DateTimeUtc, NoticeId) {
        (self.planned_at, self.id)
    }

    /// Whether it has not left us: more can be told with it.
    pub fn is_unwritten(&self) -> bool {
        self.state == State::Planned && self.letter_id.is_none() && self.called_at.is_none()
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
