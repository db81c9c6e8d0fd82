//! The right to object (Art. 21): to processing in the public interest or for legitimate interests, and always to
//! direct marketing.
//!
//! An objection to direct marketing is never refused (Art. 21(3)). Art. 19 does not list Art. 21; it is the lock or the
//! erasure following on an objection that recipients hear of.

use super::rules::{Answer, Articles, Asks, Rules, Work};

/// What is particular to this right.
pub const RULES: Rules =
    Rules { articles: Articles::alike("21"), asks: Asks::ByHand(Work::Stop), answer: Answer::InWriting };
