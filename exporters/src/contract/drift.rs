//! How a live system differs from what its manifest says.
//!
//! A manifest is written once, and systems are changed by others: a table that is new there is neither handed over nor
//! erased until somebody declares it. What is answered holds names of tables and columns and counts, never a value.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{call::Call, error::ConnectorError};

/// A system whose shape can be held against its manifest.
#[async_trait]
pub trait Drifting: Send + Sync {
    /// Holds it against its manifest. Reads a bounded sample of what the manifest does not speak of.
    async fn drift(&self, call: &Call) -> Result<Drift, ConnectorError>;
}

/// The differences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// What is declared and not there any more: `dataset.collection` or `dataset.collection.field`. The system is not
    /// handed over as its manifest says, or not at all.
    pub gone: Vec<String>,
    /// What is there and not declared, table by table.
    pub strange: Vec<Strange>,
}

/// A table that the manifest does not speak of, or not wholly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strange {
    /// `dataset.collection` if the table is declared and has further columns; else its own name, with its schema if it has
    /// one.
    pub table: String,
    /// Whether nothing of the table is declared.
    pub is_whole: bool,
    /// The columns that are not declared.
    pub columns: Vec<String>,
    /// So many rows were looked at.
    pub sampled: u64,
    /// Columns in which values look like names of people.
    pub looks: Vec<Look>,
    /// A fingerprint of these columns and their types: another one means that the table has changed.
    pub shape: String,
}

/// A column in which values look like names of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The column.
    pub column: String,
    /// What they look like.
    pub like: Likeness,
    /// In so many of the rows that were looked at.
    pub rows: u64,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// `name@example.org`.
    Email,
    /// `@name:example.org`.
    MatrixId,
    /// `+44 20 7946 0000`.
    Phone,
}

impl Likeness {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Email, Self::MatrixId, Self::Phone];
}

impl Drift {
    /// Whether something is declared that is not there.
    pub fn is_alarming(&self) -> bool {
        !self.gone.is_empty()
    }

    /// The tables in which names of people seem to stand.
    pub fn looking_like_people(&self) -> impl Iterator<Item = &Strange> {
        self.strange.iter().filter(|strange| !strange.looks.is_empty())
    }
}
