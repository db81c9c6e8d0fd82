//! The table.

use rightsdesk_exporters::contract::error::ConnectorError;
use sea_orm::{Value, entity::prelude::*};

use super::state::{self, Operation, Outcome, State};
use crate::kernel::{
    ids::{IdentifierId, RequestId, StaffId, TaskId, TicketId},
    lease::Queue,
    moves::Move,
};

/// Why a system is asked nothing that holds data for somebody else: they decide about it (Art. 28(3)(e)).
pub const HELD_FOR_OTHERS: &str = "this data is held for somebody else, who decides about it (Art. 28(3)(e))";

/// One task.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// Its id, and the idempotency key that the system gets.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaskId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// The request; none for resolving, which serves all.
    pub request_id: Option<RequestId>,
    /// Given: it is asked by this name alone, which the person turned out not to have.
    pub identifier_id: Option<IdentifierId>,
    /// The configured key of the system.
    pub system: String,
    /// What is asked.
    pub operation: Operation,
    /// The round of resolving, from 1; 0 for other operations.
    pub round: i32,
    /// Where it stands.
    pub state: State,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Where an export goes on.
    pub cursor: Option<String>,
    /// How many stored segments belong to it.
    pub segments: i32,
    /// What came of it, sealed: see [`result`](super::result).
    pub result_sealed: Option<Vec<u8>>,
    /// Records handed over or located.
    pub records: i64,
    /// Files handed over.
    pub files: i64,
    /// The last fault, in words for staff.
    pub problem: Option<String>,
    /// When a person has to have done it.
    pub by_hand_until: Option<Date>,
    /// Who ended it by hand.
    pub ended_by: Option<StaffId>,
    /// When it ended.
    pub ended_at: Option<DateTimeUtc>,
    /// When it was planned.
    pub created_at: DateTimeUtc,
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

impl Model {
    /// Whether it has ended so that a ticket can be answered.
    pub fn is_settled(&self) -> bool {
        match (self.state, self.outcome) {
            (State::Ended, Some(outcome)) => outcome.settles(),
            (State::Ended, None) | (State::Waiting | State::Running | State::ByHand, _) => false,
        }
    }

    /// Whether it was begun too often without an end: whoever takes it dies of it.
    pub fn is_worn_out(&self) -> bool {
        self.attempts > self.max_attempts
    }

    /// What is said of a task that is worn out.
    pub fn worn_out() -> ConnectorError {
        ConnectorError::permanent("given up: the work was begun too often without an end")
    }

    /// Whether it is not asked again after this error: a person must look.
    pub fn gives_up(&self, error: &ConnectorError) -> bool {
        match error {
            ConnectorError::Cancelled => false,
            ConnectorError::Transient { .. } => self.attempts >= self.max_attempts,
            ConnectorError::Permanent { .. } => true,
        }
    }

    /// Whether the law asks nothing of its system for its request, and so nobody skipped it.
    pub fn was_skipped_by_law(&self) -> bool {
        self.outcome == Some(Outcome::Skipped) && self.ended_by.is_none()
    }

    /// Whether it was skipped because the system holds the data for somebody else.
    pub fn is_held_for_others(&self) -> bool {
        self.was_skipped_by_law() && self.problem.as_deref() == Some(HELD_FOR_OTHERS)
    }
}

impl Queue for Model {
    type State = State;

    const TABLE: &'static str = "task";
    const CLAIM: Move<State> = state::CLAIM;
    const GIVE_BACK: Move<State> = state::GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}
