//! The right to restriction of processing (Art. 18): the data is stored and otherwise left alone.
//!
//! The person is told before the lock is lifted (Art. 18(3)).

use super::rules::{Answer, Articles, Asks, Rules, Work};

/// What is particular to this right.
pub const RULES: Rules =
    Rules { articles: Articles::alike("18"), asks: Asks::ByHand(Work::Lock), answer: Answer::InWriting };
