//! What programs send about an erasure.

use poem_openapi::{Enum, Object};
use rightsdesk_exporters::contract::erasure::SharedChoice;

use crate::casework::erasing::approve_erasure::Decisions;

/// An approval.
#[derive(Clone, Debug, Object)]
pub struct Approval {
    /// The hash of the plan that was seen.
    #[oai(validator(min_length = 1, max_length = 128))]
    pub plan: String,
}

/// What was decided about what the manifest leaves open.
#[derive(Clone, Debug, Object)]
pub struct ErasureDecisions {
    /// What happens to rows that belong to other people too.
    #[oai(validator(max_items = 1000))]
    pub shared: Vec<SharedDecision>,
    /// Whether a second look was taken at a plan that touches a large share of a table.
    pub accepts_large_share: bool,
}

/// What happens to shared rows of one collection.
#[derive(Clone, Debug, Object)]
pub struct SharedDecision {
    /// `dataset.collection`.
    #[oai(validator(min_length = 1, max_length = 400))]
    pub collection: String,
    /// What happens to them.
    pub choice: Choice,
}

/// What happens to a row that belongs to other people too. It is never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Choice {
    /// Nothing.
    Keep,
    /// The fields that name the person are overwritten.
    Detach,
    /// All fields that have a rule are overwritten.
    Blank,
}

impl From<ErasureDecisions> for Decisions {
    fn from(decisions: ErasureDecisions) -> Self {
        let shared = decisions.shared.into_iter().map(|decision| {
            let choice = match decision.choice {
                Choice::Keep => SharedChoice::Keep,
                Choice::Detach => SharedChoice::Detach,
                Choice::Blank => SharedChoice::Blank,
            };
            (decision.collection, choice)
        });
        Self { shared: shared.collect(), accepts_large_share: decisions.accepts_large_share }
    }
}
