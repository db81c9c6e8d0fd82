//! The table.

use sea_orm::{Value, entity::prelude::*};

use super::state::{self, State};
use crate::kernel::{
    ids::{ArchiveId, StaffId, TicketId},
    lease::Queue,
    moves::Move,
};

/// One archive.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "archive")]
pub struct Model {
    /// Its id; also the name of its file.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ArchiveId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// Where it stands.
    pub state: State,
    /// Its own key, sealed with the ticket's; none once expired.
    pub key_sealed: Option<Vec<u8>>,
    /// The passphrase of the mailed form, sealed.
    pub passphrase_sealed: Option<Vec<u8>>,
    /// Its size as the person gets it.
    pub bytes: i64,
    /// SHA-256 of it, in hexadecimal.
    pub sha256: Option<String>,
    /// The last fault, in words for staff.
    pub problem: Option<String>,
    /// When it was ordered.
    pub created_at: DateTimeUtc,
    /// When it was released.
    pub released_at: Option<DateTimeUtc>,
    /// By whom.
    pub released_by: Option<StaffId>,
    /// Until when the person can have it.
    pub expires_at: Option<DateTimeUtc>,
    /// How often it may still be fetched.
    pub downloads_left: i32,
    /// Not before this.
    pub due_at: DateTimeUtc,
    /// How often it was begun.
    pub attempts: i32,
    /// How often it may be begun.
    pub max_attempts: i32,
    /// Who has it.
    pub lease_token: Option<Uuid>,
    /// Until when.
    pub lease_until: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Queue for Model {
    type State = State;

    const TABLE: &'static str = "archive";
    const CLAIM: Move<State> = state::CLAIM;
    const GIVE_BACK: Move<State> = state::GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}
