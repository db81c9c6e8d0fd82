//! The table.

use sea_orm::{Value, entity::prelude::*};

use super::state::{self, Found, State};
use crate::kernel::{
    ids::{RecheckId, StaffId, TaskId, TicketId},
    lease::Queue,
    moves::Move,
};

/// One look.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recheck")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecheckId,
    /// The ticket of the erasure that is looked at; none for a whole system.
    pub ticket_id: Option<TicketId>,
    /// The task that erased.
    pub task_id: Option<TaskId>,
    /// The configured key of the system.
    pub system: String,
    /// So many seconds after the erasure.
    pub after_seconds: i64,
    /// When it was to be; `due_at` moves when it is tried again.
    pub planned_at: DateTimeUtc,
    /// Where it stands.
    pub state: State,
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
    /// When it ended.
    pub ended_at: Option<DateTimeUtc>,
    /// What it found.
    pub found: Option<Found>,
    /// JSON: all that it found, as a connector says it; nobody's values.
    pub verified: Option<String>,
    /// Of whom, by lines of the ledger; or why it could not be told.
    pub remark: Option<String>,
    /// Who has seen to what it found.
    pub seen_by: Option<StaffId>,
    /// When.
    pub seen_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Queue for Model {
    type State = State;

    const TABLE: &'static str = "recheck";
    const CLAIM: Move<State> = state::CLAIM;
    const GIVE_BACK: Move<State> = state::GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}
