//! The table.

use sea_orm::entity::prelude::*;

use super::what::What;
use crate::kernel::ids::{TaskId, TicketId};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger")]
pub struct Model {
    /// Its place in the chain, from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: DateTimeUtc,
    /// For which ticket.
    pub ticket_id: TicketId,
    /// By which task.
    pub task_id: TaskId,
    /// The configured key of the system.
    pub system: String,
    /// The hash of the plan.
    pub plan: String,
    /// Whether it was about to happen, or had happened.
    pub what: What,
    /// JSON: keyed hashes of the person's identifiers.
    pub names: String,
    /// JSON: counts by collection.
    pub details: String,
    /// SHA-256 over the previous line's hash and this line.
    pub hash: Vec<u8>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
