//! The table.

use sea_orm::entity::prelude::*;

use super::{batch::Batch, what::What};
use crate::kernel::ids::{BatchId, TaskId, TicketId};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger")]
pub struct Model {
    /// Its place in the chain, from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// When.
    pub at: DateTimeUtc,
    /// For which ticket; zeros if not for one. See [`Cause`](super::cause::Cause).
    pub ticket_id: TicketId,
    /// By which task; zeros if by none.
    pub task_id: TaskId,
    /// The configured key of the system.
    pub system: String,
    /// The hash of the plan.
    pub plan: String,
    /// Whether it was about to happen, or had happened.
    pub what: What,
    /// JSON: keyed hashes of identifiers, see [`names`](super::names).
    pub names: String,
    /// JSON: counts by collection.
    pub details: String,
    /// SHA-256 over the previous line's hash and this line.
    pub hash: Vec<u8>,
    /// Why many people are erased in one go, if they are.
    pub batch: Option<Batch>,
    /// Which batch it is.
    pub batch_id: Option<BatchId>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
