//! What stands in the bundle.

use chrono::{DateTime, NaiveDate, Utc};
use rightsdesk_exporters::contract::erasure::{Effect, Preview, Verified};
use serde::{Deserialize, Serialize};

use crate::task::erasure::Done;

/// Everything.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Content {
    /// The ticket.
    pub reference: String,
    /// Who answers.
    pub organisation: String,
    /// When this was put together.
    pub prepared_at: DateTime<Utc>,
    /// What was asked for.
    pub requests: Vec<Asked>,
    /// What was done, one entry for each system that people were to be erased from.
    pub systems: Vec<SystemEvidence>,
    /// The lines of the ledger about this ticket.
    pub ledger: Vec<ChainedLine>,
    /// Where the ledger ended then: number and hash.
    pub ledger_head: Option<String>,
    /// The lines of the log about this ticket.
    pub log: Vec<ChainedLine>,
    /// Where the log ended then.
    pub log_head: Option<String>,
}

/// A right that was exercised.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Its code.
    pub right: String,
    /// By when it was due.
    pub due_on: NaiveDate,
    /// How it was answered, if it was.
    pub outcome: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// What was done in one system.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SystemEvidence {
    /// Its key.
    pub system: String,
    /// Its name.
    pub name: String,
    /// The task.
    pub task: String,
    /// Where the task stands.
    pub state: String,
    /// How it ended.
    pub outcome: Option<String>,
    /// When.
    pub ended_at: Option<DateTime<Utc>>,
    /// What people saw and approved; none where a person did it by hand.
    pub plan: Option<Preview>,
    /// Who approved exactly that plan, and when.
    pub approvals: Vec<Approved>,
    /// What was done, call by call, and what the first read-back found.
    pub done: Option<Done>,
    /// What was gone when it was broken off on the way, if it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Effect>,
    /// What was found each time when it was looked again later.
    pub looks: Vec<LookedAgain>,
}

/// An approval.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Approved {
    /// The member of staff.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A later look.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LookedAgain {
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// When it was taken, if it was.
    pub at: Option<DateTime<Utc>>,
    /// What came of it.
    pub found: Option<String>,
    /// Everything that it found.
    pub verified: Option<Verified>,
}

/// A line of a chain, exactly as it was hashed: SHA-256 over `previous` and `line` gives `hash`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainedLine {
    /// Its place.
    pub seq: i64,
    /// The hash of the line before, in hexadecimal; empty for the first.
    pub previous: String,
    /// What it tells, as JSON text.
    pub line: String,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

impl ChainedLine {
    /// Whether the hash is that of this line after the one before.
    pub fn holds(&self) -> bool {
        use sha2::{Digest, Sha256};
        let Some(previous) = bytes(&self.previous) else { return false };
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(self.line.as_bytes());
        hexadecimal(&hash.finalize()) == self.hash
    }
}

/// Bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
