//! The right to be informed (Art. 13 and 14): what is done with my data, and where does it come from?
//!
//! Mostly a standing duty that a public notice fulfils. When somebody asks, the answer is written from the register,
//! so that no system has to be asked.

use super::rules::{Answer, Articles, Asks, Rules};

/// What is particular to this right.
pub const RULES: Rules = Rules { articles: Articles::alike("13–14"), asks: Asks::Nothing, answer: Answer::InWriting };
