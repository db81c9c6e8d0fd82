//! The table.

use sea_orm::entity::prelude::*;

use super::state::{Source, State, Why};
use crate::kernel::ids::{DeactivationId, HoldId, SweepId, TicketId};

/// One account that was closed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deactivation")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeactivationId,
    /// The keyed hash of the Matrix ID, as identifiers have it.
    pub blind: Vec<u8>,
    /// The Matrix ID, sealed; none once proven or cancelled.
    pub account_sealed: Option<Vec<u8>>,
    /// Who told us first.
    pub source: Source,
    /// When it was closed.
    pub closed_at: DateTimeUtc,
    /// Whether the source knew that time; otherwise it is that of the first sighting.
    pub knows_when: bool,
    /// When we learned of it.
    pub noted_at: DateTimeUtc,
    /// The day of closing, in the controller's zone.
    pub closed_on: Date,
    /// The last day by which all must be erased.
    pub due_on: Date,
    /// Where it stands.
    pub state: State,
    /// Why people have it.
    pub why: Option<Why>,
    /// Work does not begin before.
    pub due_at: DateTimeUtc,
    /// The sweep that has it, or had it last.
    pub sweep_id: Option<SweepId>,
    /// Its place in that sweep, from 1.
    pub place: i32,
    /// The ticket on which people look at it.
    pub ticket_id: Option<TicketId>,
    /// The hold that keeps it aside.
    pub hold_id: Option<HoldId>,
    /// When it was proven or cancelled.
    pub ended_at: Option<DateTimeUtc>,
    /// On which day that was.
    pub ended_on: Option<Date>,
    /// When the account was opened again.
    pub reopened_at: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
