//! A line that is about to be written.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{entity::Model, what::What};
use crate::kernel::ids::{TaskId, TicketId};

/// What is told, before it has its place in the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// For which ticket.
    pub ticket: TicketId,
    /// By which task.
    pub task: TaskId,
    /// In which system.
    pub system: String,
    /// Which plan.
    pub plan: String,
    /// What.
    pub what: What,
    /// Keyed hashes of the person's identifiers, in hexadecimal.
    pub names: Vec<String>,
    /// Counts by collection.
    pub details: Value,
}

impl Entry {
    /// The row at this place, chained to the hash of the one before.
    pub(super) fn at(self, seq: i64, previous: &[u8]) -> Model {
        let mut row = Model {
            seq,
            at: self.at,
            ticket_id: self.ticket,
            task_id: self.task,
            system: self.system,
            plan: self.plan,
            what: self.what,
            names: json!(self.names).to_string(),
            details: self.details.to_string(),
            hash: Vec::new(),
        };
        row.hash = hash(&row, previous);
        row
    }
}

/// The hash that chains this row to the one before it.
pub(super) fn hash(row: &Model, previous: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    // A JSON array has only one reading, so no two different rows feed the hash the same bytes.
    let line = json!([
        row.seq,
        row.at.timestamp_micros(),
        row.ticket_id,
        row.task_id,
        row.system,
        row.plan,
        row.what.code(),
        row.names,
        row.details
    ]);
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(line.to_string().as_bytes());
    hash.finalize().to_vec()
}
