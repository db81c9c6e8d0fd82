//! The right to erasure (Art. 17), on one of the grounds of 17(1) and but for the exceptions of 17(3).
//!
//! The exceptions hold "to the extent necessary", that is for single items; the answer names what is kept.

use super::rules::{Answer, Articles, Asks, Rules, Work};

/// What is particular to this right.
pub const RULES: Rules =
    Rules { articles: Articles::alike("17"), asks: Asks::ByHand(Work::Erase), answer: Answer::InWriting };
