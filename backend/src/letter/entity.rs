//! The table: the outbox.

use sea_orm::{Value, entity::prelude::*};

use super::kind::{self, Kind, State};
use crate::kernel::{
    ids::{ArchiveId, LetterId, TicketId},
    lease::Queue,
    moves::Move,
};

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterId,
    /// The ticket it is about.
    pub ticket_id: TicketId,
    /// Which letter.
    pub kind: Kind,
    /// In which language.
    pub language: String,
    /// To whom, sealed.
    pub recipient_sealed: Vec<u8>,
    /// Its subject, sealed.
    pub subject_sealed: Vec<u8>,
    /// Its text, sealed.
    pub body_sealed: Vec<u8>,
    /// The archive that goes with it.
    pub archive_id: Option<ArchiveId>,
    /// The same at every attempt.
    pub message_id: String,
    /// Where it stands.
    pub state: State,
    /// The last fault, in words for staff.
    pub problem: Option<String>,
    /// When it was queued.
    pub created_at: DateTimeUtc,
    /// When the mail server took it.
    pub sent_at: Option<DateTimeUtc>,
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

    const TABLE: &'static str = "letter";
    const CLAIM: Move<State> = kind::CLAIM;
    const GIVE_BACK: Move<State> = kind::GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}
