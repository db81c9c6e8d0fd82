//! The table.

use sea_orm::entity::prelude::*;

use super::kind::{Kind, Promptness, State};
use crate::kernel::ids::{QuestionId, RequestId, StaffId, TicketId};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    /// The ticket it is on.
    pub ticket_id: TicketId,
    /// The request that it concerns; none: all of the ticket.
    pub request_id: Option<RequestId>,
    /// What is asked for.
    pub kind: Kind,
    /// Whether it was asked in good time.
    pub promptness: Promptness,
    /// How it stands.
    pub state: State,
    /// The day on which it was asked.
    pub asked_on: Date,
    /// The moment.
    pub asked_at: DateTimeUtc,
    /// Who asked.
    pub asked_by: StaffId,
    /// The exact wording, sealed.
    pub wording_sealed: Vec<u8>,
    /// Why it is asked, sealed; the person reads it.
    pub reason_sealed: Vec<u8>,
    /// Why it was not asked earlier, sealed; for staff.
    pub late_because_sealed: Option<Vec<u8>>,
    /// Of a fee: how much, as the person reads it.
    pub amount: Option<String>,
    /// The day on which the person replied.
    pub replied_on: Option<Date>,
    /// The day from which the answer counts.
    pub answered_on: Option<Date>,
    /// Who found it enough.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// How it was checked, in words, sealed; never the proof itself.
    pub how_sealed: Option<Vec<u8>>,
    /// The day on which the ticket was closed because nobody replied.
    pub closed_on: Option<Date>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
