//! A line that is about to be written.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::kernel::{
    actor::Actor,
    ids::{StaffId, TicketId},
};

/// What happened, before it has its place in the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// About which ticket, if about one.
    pub ticket: Option<TicketId>,
    /// Who.
    pub actor: Actor,
    /// What: a verb in the past.
    pub event: &'static str,
    /// Ids, codes and counts. Never people.
    pub details: Value,
}

impl Entry {
    /// `actor` did `event` to `ticket`.
    pub fn on(ticket: TicketId, at: DateTime<Utc>, actor: Actor, event: &'static str) -> Self {
        Self { at, ticket: Some(ticket), actor, event, details: json!({}) }
    }

    /// Something that is about no ticket.
    pub fn aside(at: DateTime<Utc>, actor: Actor, event: &'static str) -> Self {
        Self { at, ticket: None, actor, event, details: json!({}) }
    }

    /// With these details.
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}

/// The fields of a line in the order in which they are hashed.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// About which ticket.
    pub ticket: Option<TicketId>,
    /// Who, as a word.
    pub actor: &'a str,
    /// Which member of staff.
    pub actor_id: Option<StaffId>,
    /// What.
    pub event: &'a str,
    /// The details as stored.
    pub details: &'a str,
}

impl Line<'_> {
    /// The hash that chains this line to the one before it.
    pub fn hash(&self, previous: &[u8]) -> Vec<u8> {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(self.text().as_bytes());
        hash.finalize().to_vec()
    }

    /// What is hashed of it, after the hash of the line before.
    pub fn text(&self) -> String {
        // A JSON array has only one reading, so no two different lines feed the hash the same bytes.
        let line = json!([
            self.seq,
            self.at.timestamp_micros(),
            self.ticket,
            self.actor,
            self.actor_id,
            self.event,
            self.details
        ]);
        line.to_string()
    }
}
