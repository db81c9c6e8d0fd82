//! The right to rectification (Art. 16): what is wrong is corrected, what is missing is completed.
//!
//! The person says what is wrong; no further reason is needed.

use super::rules::{Answer, Articles, Asks, Rules, Work};

/// What is particular to this right.
pub const RULES: Rules =
    Rules { articles: Articles::alike("16"), asks: Asks::ByHand(Work::Correct), answer: Answer::InWriting };
