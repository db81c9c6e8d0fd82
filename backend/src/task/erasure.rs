//! How far an erasure is: looked at, or done. It holds no value of the person's, only names of tables, counts and hashes.

use std::collections::BTreeMap;

use rightsdesk_exporters::contract::erasure::{Effect, Evidence, Order, Preview, Verified};
use serde::{Deserialize, Serialize};

/// How far an erasure is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Erasure {
    /// What would be done, or was: what people approve.
    pub preview: Preview,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
}

/// What was done, and what was found when it was read back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Done {
    /// What the system counted; none if its answer was lost, and it was found to be done when it was asked again.
    pub evidence: Option<Evidence>,
    /// What is left.
    pub verified: Verified,
}

/// What was still there when an erasure was broken off. It may go on standing there: only more than that is news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// What had been decided.
    pub order: Order,
    /// How many rows an erasure would still have deleted or overwritten, by collection.
    pub rows: BTreeMap<String, u64>,
}

impl Stood {
    /// What this preview says.
    pub fn of(now: &Preview) -> Self {
        let rows =
            now.collections.iter().map(|outlook| (outlook.collection.clone(), outlook.deleted + outlook.blanked));
        Self { order: now.order.clone(), rows: rows.collect() }
    }

    /// How many more than that there are by now, by collection; only where something was gone.
    pub fn more(&self, gone: &[Effect], now: &Preview) -> BTreeMap<String, u64> {
        let mut more = Self::of(now).rows;
        more.retain(|collection, _| gone.iter().any(|effect| effect.collection == *collection));
        for (collection, rows) in &mut more {
            *rows = rows.saturating_sub(self.rows.get(collection).copied().unwrap_or_default());
        }
        more.retain(|_, rows| *rows > 0);
        more
    }
}

impl Erasure {
    /// Rows of the person's that were found.
    pub fn found(&self) -> u64 {
        self.preview.collections.iter().map(|outlook| outlook.found).sum()
    }

    /// Whether something stays on purpose: kept by law, shared with others, or left to expire.
    pub fn keeps_something(&self) -> bool {
        self.preview
            .collections
            .iter()
            .any(|outlook| !outlook.kept.is_empty() || outlook.shared.is_some() || !outlook.expiring.is_empty())
    }
}
