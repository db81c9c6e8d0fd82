//! A line that is about to be written.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    cause::Cause,
    entity::Model,
    names::{self, Names},
    what::What,
};

/// What is told, before it has its place in the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// For whom or what.
    pub cause: Cause,
    /// In which system.
    pub system: String,
    /// Which plan; empty where no plan was drawn up, because rules alone decide.
    pub plan: String,
    /// What.
    pub what: What,
    /// Who: one person for a task, any number for a batch.
    pub people: Vec<Names>,
    /// Counts by collection.
    pub details: Value,
}

impl Entry {
    /// Whether anything is counted in any collection.
    pub fn counts_anything(&self) -> bool {
        counts(&self.details)
    }

    /// The row at this place, chained to the hash of the one before.
    pub(super) fn at(self, seq: i64, previous: &[u8]) -> Model {
        let (ticket_id, task_id, batch, batch_id) = self.cause.columns();
        let mut row = Model {
            seq,
            at: self.at,
            ticket_id,
            task_id,
            system: self.system,
            plan: self.plan,
            what: self.what,
            names: names::write(&self.people),
            details: self.details.to_string(),
            hash: Vec::new(),
            batch,
            batch_id,
        };
        row.hash = hash(&row, self.cause, previous);
        row
    }
}

/// Whether this row is as it was appended after the one with the hash `previous`.
pub(super) fn holds(row: &Model, previous: &[u8]) -> bool {
    Cause::of(row).is_some_and(|cause| hash(row, cause, previous) == row.hash)
}

/// What is hashed of this row, after the hash of the one before; none if it tells no cause.
pub fn line(row: &Model) -> Option<String> {
    Cause::of(row).map(|cause| text(row, cause))
}

/// Whether the details of a line count anything in any collection.
pub fn counts_anything(details: &str) -> bool {
    counts(&serde_json::from_str(details).unwrap_or_default())
}

fn counts(details: &Value) -> bool {
    let collections = details.as_object().into_iter().flat_map(|all| all.values());
    collections.filter_map(Value::as_object).any(|counts| counts.values().any(|rows| rows.as_u64() != Some(0)))
}

/// The hash that chains this row to the one before it.
fn hash(row: &Model, cause: Cause, previous: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(text(row, cause).as_bytes());
    hash.finalize().to_vec()
}

fn text(row: &Model, cause: Cause) -> String {
    // The word for a batch is no id of a ticket, so the two sorts of lines cannot be taken for one another.
    let (whose, which) = match cause {
        Cause::Task { ticket, task } => (json!(ticket), json!(task)),
        Cause::Batch(batch, id) => (json!(batch.code()), json!(id)),
    };
    // A JSON array has only one reading, so no two different rows feed the hash the same bytes.
    let line = json!([
        row.seq,
        row.at.timestamp_micros(),
        whose,
        which,
        row.system,
        row.plan,
        row.what.code(),
        row.names,
        row.details
    ]);
    line.to_string()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        kernel::ids::{BatchId, TaskId, TicketId},
        ledger::batch::Batch,
    };

    fn entry(cause: Cause) -> Entry {
        Entry {
            at: DateTime::UNIX_EPOCH,
            cause,
            system: "shop".into(),
            plan: "9f86".into(),
            what: What::Begun,
            people: vec![Names::new([[0_u8, 255]])],
            details: json!({}),
        }
    }

    #[test]
    fn a_line_for_a_task_has_the_hash_it_always_had() {
        let (ticket, task) = (TicketId(Uuid::from_u128(1)), TaskId(Uuid::from_u128(2)));
        let row = entry(Cause::Task { ticket, task }).at(1, &[]);
        let hash: String = row.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, "ed189f7177ab6728b224182630b2057d5fdbfd43ba38fe0519f5b8a765b8b54e");
        assert!(holds(&row, &[]));
    }

    #[test]
    fn a_line_cannot_change_its_cause() {
        let sweep = entry(Cause::Batch(Batch::Sweep, BatchId(Uuid::from_u128(3)))).at(1, &[]);
        assert!(holds(&sweep, &[]));
        assert!(!holds(&sweep, b"another line before"));
        let changes: [fn(&mut Model); 5] = [
            |row| row.batch = Some(Batch::Replay),
            |row| row.batch_id = Some(BatchId(Uuid::from_u128(4))),
            |row| row.ticket_id = TicketId(Uuid::from_u128(1)),
            |row| (row.batch, row.batch_id) = (None, None),
            |row| row.names = "[]".into(),
        ];
        for change in changes {
            let mut changed = sweep.clone();
            change(&mut changed);
            assert!(!holds(&changed, &[]), "{changed:?}");
        }
    }
}
