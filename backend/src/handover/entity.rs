//! The table.

use sea_orm::{Value, entity::prelude::*};

use super::state::{self, State, Way};
use crate::kernel::{
    ids::{HandoverId, RequestId, StaffId, TicketId},
    lease::Queue,
    moves::Move,
};

/// One handover.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "handover")]
pub struct Model {
    /// Its id; also what tells a repetition to the receiver.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HandoverId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The request for portability.
    pub request_id: RequestId,
    /// The name of a receiver of the configuration.
    pub receiver: String,
    /// By which way it goes.
    pub way: Way,
    /// Where it stands.
    pub state: State,
    /// Who ordered it.
    pub ordered_by: StaffId,
    /// When.
    pub ordered_at: DateTimeUtc,
    /// When the receiver had it.
    pub sent_at: Option<DateTimeUtc>,
    /// How much was sent.
    pub bytes: i64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: Option<String>,
    /// The status that was answered; what the mail server said.
    pub answer: Option<String>,
    /// The SHA-256 that the receiver says it got.
    pub answer_sha256: Option<String>,
    /// The last fault, in words for staff.
    pub problem: Option<String>,
    /// When the person was told that it could not be sent; once for each handover.
    pub told_at: Option<DateTimeUtc>,
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

    const TABLE: &'static str = "handover";
    const CLAIM: Move<State> = state::CLAIM;
    const GIVE_BACK: Move<State> = state::GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}
