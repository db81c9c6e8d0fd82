//! What an erasure belongs to.

use uuid::Uuid;

use super::{batch::Batch, entity::Model};
use crate::kernel::ids::{BatchId, TaskId, TicketId};

/// What an erasure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// One person asked for it.
    Task {
        /// On which ticket.
        ticket: TicketId,
        /// By which task.
        task: TaskId,
    },
    /// It is one of many that are done in one go.
    Batch(Batch, BatchId),
}

impl Cause {
    /// The cause that a row tells; none if it tells two or none, which no line that was appended does.
    pub fn of(row: &Model) -> Option<Self> {
        let is_nobodys = row.ticket_id.0.is_nil() && row.task_id.0.is_nil();
        match (row.batch, row.batch_id) {
            (None, None) if !is_nobodys => Some(Self::Task { ticket: row.ticket_id, task: row.task_id }),
            (Some(batch), Some(id)) if is_nobodys => Some(Self::Batch(batch, id)),
            _ => None,
        }
    }

    /// As it is stored: ticket, task, and the batch.
    pub(super) fn columns(self) -> (TicketId, TaskId, Option<Batch>, Option<BatchId>) {
        match self {
            Self::Task { ticket, task } => (ticket, task, None, None),
            Self::Batch(batch, id) => (TicketId(Uuid::nil()), TaskId(Uuid::nil()), Some(batch), Some(id)),
        }
    }
}
