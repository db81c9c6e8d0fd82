//! The table.

use sea_orm::{Value, entity::prelude::*};

use super::state::{self, State};
use crate::kernel::{
    ids::{NoticeId, TicketId},
    lease::Queue,
    moves::Move,
};

/// One notice on its way to a recipient's system.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_call")]
pub struct Model {
    /// The notice; also what tells a repetition to the recipient.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The key of the recipient's system.
    pub system: String,
    /// Where it stands.
    pub state: State,
    /// When the recipient's system took it.
    pub taken_at: Option<DateTimeUtc>,
    /// By which name the recipient knows it, if it says so.
    pub receipt: Option<String>,
    /// The last fault, in words for staff.
    pub problem: Option<String>,
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

    const TABLE: &'static str = "notice_call";
    const CLAIM: Move<State> = state::CLAIM;
    const GIVE_BACK: Move<State> = state::GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}
